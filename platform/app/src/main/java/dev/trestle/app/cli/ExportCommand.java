package dev.trestle.app.cli;

import dev.trestle.app.client.GraphQlCaller;
import dev.trestle.app.exports.TicketExport;
import dev.trestle.app.progress.Progress;
import dev.trestle.app.progress.ProgressReports;
import dev.trestle.app.progress.ProgressUnit;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes tickets for other programs. */
@Command(
    name = "export",
    description = {
      "Write every ticket you may see, with its messages, for other programs.",
      "Cells of a CSV file that a spreadsheet would run as a formula get an apostrophe in front."
    },
    mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {
  private static final int BUFFER_BYTES = 1 << 16;

  @Mixin private ApiOption desk = new ApiOption();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "jsonl",
      description = "jsonl: one ticket a line. csv: one row a message. Default: ${DEFAULT-VALUE}.")
  private TicketExport.Format format = TicketExport.Format.jsonl;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "A file that does not exist yet. Default: standard output.")
  private @Nullable Path file;

  @Override
  public Integer call() throws IOException {
    try (GraphQlCaller caller = desk.open();
        OutputStream out = out();
        Progress progress =
            ProgressReports.onStandardError().begin("Exporting", ProgressUnit.of("tickets"))) {
      new TicketExport(caller).run(format, out, progress);
    }
    return 0;
  }

  private OutputStream out() throws IOException {
    OutputStream raw =
        file == null
            ? new FileOutputStream(FileDescriptor.out)
            : Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
    return new BufferedOutputStream(raw, BUFFER_BYTES);
  }
}
