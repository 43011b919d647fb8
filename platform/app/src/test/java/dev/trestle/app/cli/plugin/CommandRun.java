package dev.trestle.app.cli.plugin;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** One run of a plugin command in this process. */
record CommandRun(int code, String output) {
  static CommandRun of(Object... arguments) {
    StringWriter output = new StringWriter();
    CommandLine line = new CommandLine(new PluginCommand());
    line.setOut(new PrintWriter(output));
    line.setErr(new PrintWriter(output));
    line.setExecutionExceptionHandler((failure, command, parsed) -> {
      command.getErr().println(failure.getMessage());
      return 1;
    });
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    int code = line.execute(texts);
    return new CommandRun(code, output.toString());
  }
}
