package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.frame.Part;
import dev.pilcrow.protocol.frame.Wire;
import org.jspecify.annotations.Nullable;

/** One step of a {@link HubWorld}, as a value: lists of them replay and shrink well. */
sealed interface HubCommand {
  void run(HubWorld world);

  record Register(int client, String name, @Nullable OpenFailure fault) implements HubCommand {
    @Override
    public void run(HubWorld world) {
      world.clients.register(client, name, fault);
    }
  }

  /** All the way, if nothing stands in the way. */
  record Join(int client, String name) implements HubCommand {
    @Override
    public void run(HubWorld world) {
      world.clients.register(client, name, null);
      world.pass();
      world.pass();
    }
  }

  record RegisterClassic(int client, String path, boolean reads) implements HubCommand {
    @Override
    public void run(HubWorld world) {
      world.clients.registerClassic(client, path, reads);
    }
  }

  record RegisterAgain(int client) implements HubCommand {
    @Override
    public void run(HubWorld world) {
      world.clients.registerAgain(client);
    }
  }

  record OpenForReading(int client) implements HubCommand {
    @Override
    public void run(HubWorld world) {
      world.clients.setReading(client, true);
    }
  }

  record Die(int client) implements HubCommand {
    @Override
    public void run(HubWorld world) {
      world.clients.setReading(client, false);
    }
  }

  record Sleep(int client, boolean sleeps) implements HubCommand {
    @Override
    public void run(HubWorld world) {
      world.clients.setAsleep(client, sleeps);
    }
  }

  record Say(int client, @Nullable String to, Part part, String end) implements HubCommand {
    @Override
    public void run(HubWorld world) {
      world.clients.say(client, to, part, end);
    }
  }

  /** As much as makes the queue of one who sleeps too long. */
  record SayMuch(int client, @Nullable String to) implements HubCommand {
    @Override
    public void run(HubWorld world) {
      for (int i = 0; i < 6; i++) {
        world.clients.say(client, to, Part.WHOLE, "");
      }
      world.pass();
    }
  }

  record Ask(int client, Part part, String command) implements HubCommand {
    @Override
    public void run(HubWorld world) {
      world.clients.ask(client, part, command);
    }
  }

  record BreakTheGrammar(int client, Mistake mistake) implements HubCommand {
    @Override
    public void run(HubWorld world) {
      world.clients.breakTheGrammar(client, mistake.rest, mistake.code);
    }
  }

  /** What a client may write behind her own token that is no frame. */
  enum Mistake {
    NO_RECIPIENT("@@¶x", ErrorCode.BAD_FRAME),
    NO_PART("+x¶x", ErrorCode.BAD_FRAME),
    NO_PAYLOAD("@bob¶", ErrorCode.BAD_FRAME),
    LONG_PAYLOAD("¶x" + "x".repeat(Wire.MAX_PAYLOAD), ErrorCode.TOO_LONG);

    private final String rest;
    private final ErrorCode code;

    Mistake(String rest, ErrorCode code) {
      this.rest = rest;
      this.code = code;
    }
  }

  record Tear(int client) implements HubCommand {
    @Override
    public void run(HubWorld world) {
      world.clients.tear(client);
    }
  }

  record SayGoodbye(int client) implements HubCommand {
    @Override
    public void run(HubWorld world) {
      world.clients.sayGoodbye(client);
    }
  }

  record WriteJunk(String junk) implements HubCommand {
    @Override
    public void run(HubWorld world) {
      world.clients.writeJunk(junk);
    }
  }

  record Read(int atMost) implements HubCommand {
    @Override
    public void run(HubWorld world) {
      world.read(atMost);
    }
  }

  record EndPass() implements HubCommand {
    @Override
    public void run(HubWorld world) {
      world.endPass();
    }
  }

  record AnswerOpens(int atMost) implements HubCommand {
    @Override
    public void run(HubWorld world) {
      world.answerOpens(atMost);
    }
  }

  record TellGone() implements HubCommand {
    @Override
    public void run(HubWorld world) {
      world.tellGone();
    }
  }

  record Flush() implements HubCommand {
    @Override
    public void run(HubWorld world) {
      world.flush();
    }
  }

  record Tick(long laterNanos) implements HubCommand {
    @Override
    public void run(HubWorld world) {
      world.tick(laterNanos);
    }
  }

  record Pass() implements HubCommand {
    @Override
    public void run(HubWorld world) {
      world.pass();
    }
  }

  record Shutdown() implements HubCommand {
    @Override
    public void run(HubWorld world) {
      world.shutDown();
    }
  }
}
