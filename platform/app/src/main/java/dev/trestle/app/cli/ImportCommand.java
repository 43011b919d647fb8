package dev.trestle.app.cli;

import dev.trestle.app.client.GraphQlCaller;
import dev.trestle.app.desk.RunningDesk;
import dev.trestle.app.imports.DamagedRow;
import dev.trestle.app.imports.ImportReport;
import dev.trestle.app.imports.ServiceNowSource;
import dev.trestle.app.imports.TicketImporter;
import dev.trestle.app.imports.TicketSource;
import dev.trestle.app.imports.VolvoSource;
import dev.trestle.app.progress.Progress;
import dev.trestle.app.progress.ProgressReports;
import dev.trestle.app.progress.ProgressUnit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes another desk's export in. */
@Command(
    name = "import",
    description = {
      "Take in another desk's tickets with their history.",
      "What the desk has already is passed over, so an import that broke off is simply repeated."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything is in",
      "1:it could not be done; what was sent before stays",
      "2:wrong usage",
      "3:done, but damaged rows were left out"
    })
public final class ImportCommand implements Callable<Integer> {
  private static final int DAMAGED_ROWS = 3;

  /** The kinds of exports. */
  enum Kind {
    servicenow,
    volvo
  }

  @Mixin private ApiOption desk = new ApiOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description = "servicenow: incident event log (UCI 498). volvo: incidents of BPI 2013.")
  private Kind kind = Kind.servicenow;

  @Parameters(index = "1", paramLabel = "FILE", description = "The export, .csv or .csv.gz.")
  private Path file = Path.of("");

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "100",
      description = "Tickets per request, 1 to 200. Default: ${DEFAULT-VALUE}.")
  private int batch = TicketImporter.BATCH_TICKETS;

  @Option(
      names = "--damaged",
      paramLabel = "FILE",
      description = "Write each row that is left out, with its line and the reason, to this file.")
  private @Nullable Path damagedFile;

  @Override
  public Integer call() throws IOException {
    if (batch < 1 || batch > TicketImporter.BATCH_TICKETS_MAX) {
      spec.commandLine().getErr().println("--batch takes 1 to 200.");
      return spec.exitCodeOnInvalidInput();
    }
    ImportReport report;
    try (GraphQlCaller caller = desk.openOrSetUp(this::tell);
        PrintWriter damaged = damagedWriter();
        Progress progress =
            ProgressReports.onStandardError()
                .begin("Importing " + file.getFileName(), ProgressUnit.of("tickets"))) {
      report =
          new TicketImporter(caller, source(), batch, row -> write(damaged, row))
              .run(file, progress);
    }
    print(report);
    return report.whole() ? 0 : DAMAGED_ROWS;
  }

  private void tell(RunningDesk.FirstSignIn made) {
    PrintWriter out = spec.commandLine().getOut();
    String password = made.oneTimePassword();
    out.println(
        "There was no desk in the folder yet; one is set up. Sign in as "
            + made.email()
            + (password == null
                ? " with the password you gave."
                : " with the one-time password " + password + " once it serves."));
    out.flush();
  }

  private TicketSource source() {
    return switch (kind) {
      case servicenow -> new ServiceNowSource();
      case volvo -> new VolvoSource();
    };
  }

  private @Nullable PrintWriter damagedWriter() throws IOException {
    return damagedFile == null
        ? null
        : new PrintWriter(Files.newBufferedWriter(damagedFile, StandardCharsets.UTF_8));
  }

  private static void write(@Nullable PrintWriter damaged, DamagedRow row) {
    if (damaged != null) {
      damaged.println(row);
    }
  }

  private void print(ImportReport report) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        String.format(
            Locale.ROOT,
            "%,d tickets taken in, %,d were there already; %,d rows read.",
            report.created(),
            report.known(),
            report.rows()));
    if (!report.whole()) {
      out.println(
          String.format(Locale.ROOT, "%,d damaged rows were left out:", report.damagedRows()));
      report.firstDamaged().forEach(row -> out.println("  " + row));
      if (report.damagedRows() > report.firstDamaged().size()) {
        out.println("  ... --damaged FILE writes them all.");
      }
    }
    out.flush();
  }
}
