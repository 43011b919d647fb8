package dev.trestle.domain.plugin.records;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Command;
import dev.trestle.domain.plugin.DeskDoors;
import dev.trestle.domain.record.OutboxEntry;
import dev.trestle.domain.record.OutboxState;
import dev.trestle.domain.state.ChangeSet;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Wish;
import dev.trestle.sdk.desk.Viewer;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.surroundings.Surroundings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A draft of the desk's as one plugin may fill it. */
final class OwnDraft extends OwnAdditions implements Draft {
  /**
   * @param depth how many reactions led to it
   */
  OwnDraft(
      dev.trestle.domain.command.Draft draft,
      Names names,
      OwnTypes types,
      Consents consents,
      DeskDoors doors,
      Surroundings surroundings,
      int depth) {
    super(draft, names, types, consents, doors, surroundings, depth);
  }

  @Override
  public Viewer viewer() {
    return draft.viewer();
  }

  @Override
  public <R extends Record & DeskRecord> void expect(R record, @Nullable Integer expected) {
    if (expected != null && expected != record.version()) {
      draft.problem(
          ProblemType.CONFLICT,
          "VERSION_MOVED",
          "It is at version " + record.version() + " by now. Read it again and decide anew.",
          "input",
          "expectedVersion");
    }
  }

  @Override
  public Map<String, UUID> perform(Wish wish) {
    count();
    consents.writes(wish.mutation());
    List<Problem> problems = new ArrayList<>();
    Command command = doors.wishes().bind(wish, problems);
    Map<String, UUID> ids = new LinkedHashMap<>();
    if (command != null && problems.isEmpty()) {
      dev.trestle.domain.command.Draft.Link link =
          draft.link(next -> doors.deciders().decideInto(command, next));
      problems.addAll(link.problems());
      for (ChangeSet.Result result :
          link.problems().isEmpty() ? link.results() : List.<ChangeSet.Result>of()) {
        ids.put(result.role(), result.id());
      }
    }
    for (Problem problem : problems) {
      List<String> path = new ArrayList<>(List.of("wish"));
      path.addAll(problem.path());
      draft.problem(problem.at(path));
    }
    return ids;
  }

  @Override
  public UUID send(String channel, String orderKey, Map<String, ?> payload) {
    count();
    if (!names.channels().contains(channel)) {
      throw new IllegalArgumentException("the plugin has no channel " + channel);
    }
    UUID key = draft.newId();
    draft.put(
        Tables.OUTBOX,
        new OutboxEntry(
            key,
            1,
            names.pluginId() + "/" + channel,
            bounded(orderKey),
            OutboxState.PENDING,
            0,
            draft.now(),
            null,
            Payloads.written(payload),
            draft.now(),
            0,
            Document.empty()));
    return key;
  }

  @Override
  public int waiting(String channel, String receiver) {
    return draft
        .after()
        .table(Tables.OUTBOX)
        .group("pendingFor", List.of(names.pluginId() + "/" + channel, receiver))
        .cardinality();
  }

  @Override
  public void result(String name, UUID id) {
    count();
    draft.result(name, id);
  }

  @Override
  public void refuse(ProblemType type, String code, String message, String... path) {
    count();
    draft.problem(type, code, message, path);
  }

  @Override
  public void warn(String code, String message, String... path) {
    count();
    draft.warn(Problem.of(ProblemType.PRECONDITION, code, message, path));
  }

  @Override
  public boolean refused() {
    return draft.hasProblems();
  }

  @Override
  public boolean require(String permission) {
    return draft.require(permission);
  }
}
