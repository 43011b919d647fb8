package dev.trestle.app.progress;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * Opens a report for each piece of long work.
 *
 * @param columns the terminal's width; 0 when there is no terminal, so that lines are printed
 * @param nanoClock counts nanoseconds from any beginning
 */
public record ProgressReports(PrintStream out, int columns, LongSupplier nanoClock) {
  private static final int USUAL_COLUMNS = 100;

  /** Reports on standard error, so that standard output stays clean for what was asked. */
  public static ProgressReports onStandardError() {
    boolean terminal = System.console() != null && System.console().isTerminal();
    return new ProgressReports(System.err, terminal ? terminalColumns() : 0, System::nanoTime);
  }

  private static int terminalColumns() {
    String told = System.getenv("COLUMNS");
    return told != null && told.matches("[1-9]\\d{1,3}") ? Integer.parseInt(told) : USUAL_COLUMNS;
  }

  /** Begins one piece of work. */
  public Progress begin(String task, ProgressUnit unit) {
    return columns > 0
        ? new BarProgress(task, unit, out, columns, nanoClock)
        : new LineProgress(task, unit, out, nanoClock);
  }
}
