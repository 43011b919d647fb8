package dev.trestle.sdk.command;

import dev.trestle.sdk.command.GuardContext.TicketChange;
import dev.trestle.sdk.desk.EventFacts;
import dev.trestle.sdk.desk.Said;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Viewer;
import dev.trestle.sdk.promise.Api;
import dev.trestle.sdk.promise.Experimental;
import java.util.List;

/** What a companion may know of a command, and what it adds to it. */
@Api
@Experimental(since = "0.1.0")
public interface CompanionContext {
  /** The command's name as it stands in the log, such as {@code ResolveTicket}. */
  String command();

  /** Who commands; in reactions and timers the plugin whose they are. */
  Viewer viewer();

  /** The desk before the command. */
  Snapshot before();

  /** The tickets it changes, each once; empty when it only says something. */
  List<TicketChange> tickets();

  /**
   * What is said in it, in the order of the log; {@link Snapshot#said} knows it only from the next
   * command on. Needs {@code message} among the manifest's reads.
   */
  List<? extends Said> said();

  /**
   * What happens in it, new messages included, in the order of the log: the types that stand in the
   * manifest's {@code events}. An import tells what happened long ago, each at its own time.
   */
  List<? extends EventFacts> events();

  /**
   * Takes what the companion adds. Its snapshot is the desk as the command leaves it, with what was
   * added so far.
   */
  Additions additions();
}
