package dev.trestle.store.kernel;

import dev.trestle.domain.command.CommandGuards;
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
    CommandGuards guards) {
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
        CommandGuards.NONE);
  }

  /** The same with another rhythm of checkpoints. */
  public DeskOptions withCheckpointEvery(Duration every) {
    return new DeskOptions(
        schema, deciders, clock, ids, metrics, every, checkpointCommits, entryCacheBytes, guards);
  }

  /** The same, asking these guards. */
  public DeskOptions withGuards(CommandGuards asked) {
    return new DeskOptions(
        schema,
        deciders,
        clock,
        ids,
        metrics,
        checkpointEvery,
        checkpointCommits,
        entryCacheBytes,
        asked);
  }
}
