import dev.pilcrow.fifo.client.*;

class Join {
  public static void main(String[] args) throws Exception {
    ClientListener printer = new ClientListener() {
      @Override public void onMessage(String sender, String recipient, byte[] message) {
        System.out.println(sender + ": " + new String(message));
      }
    };
    try (RunningHubClient me = HubClient.start(ClientOptions.of(args[0], "java"), printer)) {
      me.send("hello from Java");
      System.in.read();
    }
  }
}
