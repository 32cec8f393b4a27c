package dev.pilcrow.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What figures were taken on; without it they mean nothing. */
public final class Machine {

  private Machine() {}

  /** Names and values, in the order in which they are shown. */
  public static Map<String, String> describe() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("processor", field("/proc/cpuinfo", "model name"));
    facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("memory", field("/proc/meminfo", "MemTotal"));
    facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put(
        "jdk",
        System.getProperty("java.vm.name")
            + " "
            + System.getProperty("java.runtime.version")
            + ", "
            + System.getProperty("java.vendor"));
    return facts;
  }

  /** How many processes ran or wanted to, on average over 1, 5 and 15 minutes. */
  public static String load() {
    try {
      String[] words = Files.readString(Path.of("/proc/loadavg")).split(" ", 4);
      return String.join(" ", words[0], words[1], words[2]);
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String field(String file, String name) {
    try {
      for (String line : Files.readAllLines(Path.of(file))) {
        if (line.startsWith(name)) {
          return line.substring(line.indexOf(':') + 1).strip();
        }
      }
    } catch (IOException e) {
      return "unknown";
    }
    return "unknown";
  }
}
