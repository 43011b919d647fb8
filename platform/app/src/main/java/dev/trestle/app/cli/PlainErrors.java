package dev.trestle.app.cli;

import dev.trestle.app.desk.DataFolderTaken;
import dev.trestle.app.problem.OperatorProblem;
import dev.trestle.domain.log.LogException;
import java.io.IOException;
import java.net.BindException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** One clear sentence for what an operator can put right; a stack trace only for our own faults. */
final class PlainErrors implements IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(PlainErrors.class);

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    String sentence = sentence(failure);
    if (sentence == null) {
      LOG.error("This should not have happened.", failure);
      command.getErr().println("Something went wrong inside Trestle: " + failure);
    } else {
      command.getErr().println(sentence);
    }
    command.getErr().flush();
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  private static @org.jspecify.annotations.Nullable String sentence(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return "The port is in use. Choose another one with --port, or stop what listens there.";
      }
      if (cause instanceof DataFolderTaken
          || cause instanceof OperatorProblem
          || cause instanceof LogException) {
        return Objects.toString(cause.getMessage());
      }
    }
    return failure instanceof IOException ? "The disk refuses: " + failure : null;
  }
}
