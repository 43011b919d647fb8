package dev.trestle.store.kernel;

import dev.trestle.domain.command.CommandGuards;
import dev.trestle.domain.command.Companions;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.metrics.Metrics;
import dev.trestle.domain.port.IdSource;
import dev.trestle.domain.state.DeskSchema;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What a desk needs to run.
 *
 * @param checkpointEvery how often the graph follows the log
 * @param checkpointCommits how many commits at most it stays behind
 * @param entryCacheBytes how much memory texts read lately may take
 * @param guards asked before a change of tickets is committed
 * @param companions asked after them, for what they add to it
 */
public record DeskOptions(
    DeskSchema schema,
    Deciders deciders,
    InstantSource clock,
    IdSource ids,
    Metrics metrics,
    Duration checkpointEvery,
    int checkpointCommits,
    long entryCacheBytes,
    CommandGuards guards,
    Companions companions) {
  public static DeskOptions of(
      DeskSchema schema, Deciders deciders, InstantSource clock, IdSource ids, Metrics metrics) {
    return new DeskOptions(
        schema,
        deciders,
        clock,
        ids,
        metrics,
        Duration.ofSeconds(10),
        50_000,
        64L << 20,
        CommandGuards.NONE,
        Companions.NONE);
  }

  /** The same with another rhythm of checkpoints. */
  public DeskOptions withCheckpointEvery(Duration every) {
    return with(every, guards, companions);
  }

  /** The same, asking these guards. */
  public DeskOptions withGuards(CommandGuards asked) {
    return with(checkpointEvery, asked, companions);
  }

  /** The same, asking these companions. */
  public DeskOptions withCompanions(Companions asked) {
    return with(checkpointEvery, guards, asked);
  }

  private DeskOptions with(Duration every, CommandGuards guarding, Companions accompanying) {
    return new DeskOptions(
        schema,
        deciders,
        clock,
        ids,
        metrics,
        every,
        checkpointCommits,
        entryCacheBytes,
        guarding,
        accompanying);
  }
}
