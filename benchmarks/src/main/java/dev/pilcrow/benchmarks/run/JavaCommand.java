package dev.pilcrow.benchmarks.run;

import dev.pilcrow.benchmarks.load.LoadMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the processes of a run are started: the same JDK and classes as this one. */
final class JavaCommand {
  private static final int WARNS_OF_NATIVE_ACCESS = 24;

  private JavaCommand() {}

  /**
   * The command up to and without the arguments of {@link LoadMain}.
   *
   * @param more options for java
   */
  static List<String> of(List<String> more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options());
    command.addAll(more);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(LoadMain.class.getName());
    return command;
  }

  /** What is needed whatever is run: Aeron looks into the JDK, and native code is called. */
  private static List<String> options() {
    List<String> options = new ArrayList<>();
    options.add("-XX:-UsePerfData");
    // Stdout is for what the processes say to each other.
    options.add("-XX:+DisplayVMOutputToStderr");
    // /proc tells the time of threads that live; compiler threads would come and go.
    options.add("-XX:-UseDynamicNumberOfCompilerThreads");
    options.add("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
    options.add("--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");
    options.add("--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED");
    if (Runtime.version().feature() >= WARNS_OF_NATIVE_ACCESS) {
      options.add("--enable-native-access=ALL-UNNAMED");
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    return options;
  }
}
