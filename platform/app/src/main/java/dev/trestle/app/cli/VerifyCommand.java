package dev.trestle.app.cli;

import dev.trestle.app.operate.DeskVerification;
import dev.trestle.app.operate.VerifyFindings;
import dev.trestle.app.progress.ProgressReports;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks a stopped desk or a backup. */
@Command(
    name = "verify",
    description = {
      "Check a stopped desk, or a backup, completely.",
      "Every checksum and the hash chain of the log, the object graph against the log record by"
          + " record, and every uploaded file against its record. Nothing is changed."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:sound",
      "1:not sound, or not checked; the first problem is named",
      "2:wrong usage"
    })
public final class VerifyCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    VerifyFindings found = DeskVerification.run(data.folder(), ProgressReports.onStandardError());
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        String.format(
            Locale.ROOT,
            "Log     %,d entries sound, %,d of them erased%s",
            found.entries(),
            found.erased(),
            found.tornBytes() == 0
                ? ""
                : "; "
                    + found.tornBytes()
                    + " bytes behind them were never acknowledged, the next start drops them"));
    out.println(
        found.graphSequence() < 0
            ? "Graph   none; the next start builds it"
            : String.format(
                Locale.ROOT,
                "Graph   at entry %,d, %,d records compared with the log",
                found.graphSequence(),
                found.graphRecords()));
    out.println(
        String.format(
            Locale.ROOT,
            "Files   %,d checked, %,d that no record names",
            found.files(),
            found.looseFiles()));
    out.println(found.sound() ? "Everything is sound." : "NOT SOUND:");
    found.problems().forEach(problem -> out.println("  " + problem));
    out.flush();
    return found.sound() ? 0 : 1;
  }
}
