package dev.pilcrow.protocol.hub;

import dev.pilcrow.protocol.frame.Part;
import dev.pilcrow.protocol.hub.WorldInbox.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A few client processes and the files that they make. A client knows its token only from the
 * welcome that it has read, and uses it until it makes another FIFO, valid or not.
 */
final class WorldClients {
  static final int NUMBER = 4;

  private static final class Client {
    String name = "";
    @Nullable String path;
    @Nullable WorldFifo fifo;
  }

  private final boolean classic;
  private final WorldInbox inbox;
  private final WorldPromises promises;
  private final Client[] clients = new Client[NUMBER];
  private final Map<String, WorldFifo> files = new HashMap<>();
  private final List<WorldFifo> everyFifo = new ArrayList<>();

  WorldClients(HubConfig config, WorldInbox inbox, WorldPromises promises) {
    this.classic = config.classic();
    this.inbox = inbox;
    this.promises = promises;
    for (int i = 0; i < NUMBER; i++) {
      clients[i] = new Client();
    }
  }

  void register(int client, String name, @Nullable OpenFailure fault) {
    Client it = clients[client];
    it.name = name;
    it.path = null;
    it.fifo = makeFifo(name, fault, true);
    registerAgain(client);
  }

  void registerClassic(int client, String path, boolean reads) {
    if (!classic) {
      writeJunk("¶" + path);
      return;
    }
    Client it = clients[client];
    it.path = path;
    it.fifo = makeFifo(path, null, reads);
    registerAgain(client);
  }

  void registerAgain(int client) {
    Client it = clients[client];
    if (it.fifo != null) {
      String frame = it.path == null ? "\n¶" + it.name + "\n" : "¶" + it.path;
      inbox.write(new Written(frame, null, false, reference -> {}));
    }
  }

  void setReading(int client, boolean reads) {
    WorldFifo fifo = clients[client].fifo;
    if (fifo != null) {
      fifo.hasReader = reads;
    }
  }

  void setAsleep(int client, boolean sleeps) {
    WorldFifo fifo = clients[client].fifo;
    if (fifo != null) {
      fifo.sleep(sleeps);
    }
  }

  void wakeAll() {
    everyFifo.forEach(fifo -> fifo.sleep(false));
  }

  void say(int client, @Nullable String to, Part part, String end) {
    Client it = clients[client];
    String address = addressOf(it);
    if (address == null) {
      return;
    }
    String text = "i" + promises.isSaidBy(address) + end;
    if (it.path == null) {
      String head = address + (to == null ? "" : "@" + to) + part.text();
      writeLine(head + "¶" + text, address, hub -> hub.says(address, to, part, text));
    } else {
      String raw = text.replace("\\n", "\n");
      Consumer<ReferenceHub> meaning = hub -> hub.saysText(address, raw);
      inbox.write(new Written(address + "¶" + raw, address, false, meaning));
    }
  }

  void ask(int client, Part part, String command) {
    String token = tokenOf(client);
    if (token != null) {
      String head = token + "@hub" + part.text();
      writeLine(head + "¶" + command, token, hub -> hub.says(token, "hub", part, command));
    }
  }

  void breakTheGrammar(int client, String rest, ErrorCode code) {
    String token = tokenOf(client);
    if (token != null) {
      writeLine(token + rest, token, hub -> hub.breaksTheGrammar(token, code));
    }
  }

  void tear(int client) {
    String token = tokenOf(client);
    if (token != null) {
      Consumer<ReferenceHub> meaning = hub -> hub.breaksTheGrammar(token, ErrorCode.BAD_FRAME);
      inbox.write(new Written(token + "¶half", token, true, meaning));
    }
  }

  void sayGoodbye(int client) {
    String address = addressOf(clients[client]);
    if (address != null) {
      String frame = address + (clients[client].path == null ? "¶\n" : "¶");
      inbox.write(new Written(frame, address, false, hub -> hub.leaves(address)));
    }
  }

  /** {@code #} becomes the number of something said that nobody may be sent. */
  void writeJunk(String junk) {
    String text = junk.replace("#", "i" + promises.isSaidBy(WorldPromises.NOBODY));
    inbox.write(new Written(text, null, true, reference -> {}));
  }

  @Nullable WorldFifo fileOf(Session session) {
    return files.get(nameOfFile(session));
  }

  void removeFile(Session session, WorldFifo fifo) {
    files.remove(nameOfFile(session), fifo);
  }

  private WorldFifo makeFifo(String file, @Nullable OpenFailure fault, boolean reads) {
    WorldFifo fifo = new WorldFifo(fault, reads);
    files.put(file, fifo);
    everyFifo.add(fifo);
    return fifo;
  }

  private void writeLine(String line, String token, Consumer<ReferenceHub> meaning) {
    inbox.write(new Written(line + "\n", token, false, meaning));
  }

  private @Nullable String tokenOf(int client) {
    return clients[client].path == null ? addressOf(clients[client]) : null;
  }

  private static @Nullable String addressOf(Client client) {
    if (client.path != null) {
      return client.path;
    }
    return client.fifo == null ? null : client.fifo.token();
  }

  private static String nameOfFile(Session session) {
    byte[] path = session.path();
    return path == null ? session.name() : Effect.text(path);
  }
}
