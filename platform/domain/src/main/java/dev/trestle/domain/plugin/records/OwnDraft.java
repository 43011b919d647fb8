package dev.trestle.domain.plugin.records;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Command;
import dev.trestle.domain.files.StoredFile;
import dev.trestle.domain.plugin.DeskDoors;
import dev.trestle.domain.plugin.StoredFiles;
import dev.trestle.domain.query.Comparators;
import dev.trestle.domain.record.Attachment;
import dev.trestle.domain.record.OutboxEntry;
import dev.trestle.domain.record.OutboxState;
import dev.trestle.domain.state.ChangeSet;
import dev.trestle.domain.state.Tables;
import dev.trestle.domain.ticket.MessageDeliveries;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Wish;
import dev.trestle.sdk.desk.DeliveryState;
import dev.trestle.sdk.desk.MessageId;
import dev.trestle.sdk.desk.Viewer;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.surroundings.Surroundings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A draft of the desk's as one plugin may fill it. */
final class OwnDraft extends OwnAdditions implements Draft {
  private static final String ATTACHMENT_IDS = "attachmentIds";

  private final StoredFiles files;

  /**
   * @param depth how many reactions led to it
   * @param files that the plugin has stored and that no commit has named yet
   */
  OwnDraft(
      dev.trestle.domain.command.Draft draft,
      Names names,
      OwnTypes types,
      Consents consents,
      DeskDoors doors,
      Surroundings surroundings,
      int depth,
      StoredFiles files) {
    super(draft, names, types, consents, doors, surroundings, depth);
    this.files = files;
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
    if (wish.input().get(ATTACHMENT_IDS) instanceof Collection<?> ids) {
      ids.forEach(this::bringIn);
    }
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

  /** Makes a file known to the desk that so far only the plugin knows, if it is such a one. */
  private void bringIn(@Nullable Object given) {
    UUID id = given instanceof UUID uuid ? uuid : Comparators.uuid(String.valueOf(given));
    StoredFile file = id == null ? null : files.find(id);
    if (id != null && file != null && draft.find(Tables.ATTACHMENTS, id) == null) {
      draft.put(
          Tables.ATTACHMENTS,
          new Attachment(
              id,
              1,
              file.fileName(),
              file.contentType(),
              file.size(),
              file.sha256(),
              draft.viewer().id(),
              names.pluginId(),
              null,
              null,
              false,
              draft.now(),
              Document.empty()));
    }
  }

  @Override
  public void keep(UUID fileId, UUID ticketId) {
    count();
    consents.files();
    bringIn(fileId);
    Attachment file = draft.find(Tables.ATTACHMENTS, fileId);
    if (file == null || !names.pluginId().equals(file.pluginId())) {
      draft.problem(
          ProblemType.NOT_FOUND,
          "FILE_UNKNOWN",
          "The plugin has stored no file " + fileId + ", or too long ago. Store it again.");
    } else if (file.ticketId() != null) {
      draft.problem(
          ProblemType.PRECONDITION,
          "FILE_ALREADY_ATTACHED",
          "The file " + fileId + " belongs to a ticket already. Store it again to keep it twice.");
    } else if (draft.find(Tables.TICKETS, ticketId) == null) {
      draft.problem(
          ProblemType.NOT_FOUND,
          "TICKET_UNKNOWN",
          "There is no ticket " + ticketId + " to keep a file with.");
    } else {
      draft.put(Tables.ATTACHMENTS, file.keptWith(ticketId, false));
    }
  }

  @Override
  public void delivery(MessageId message, DeliveryState state, @Nullable String reason) {
    count();
    consents.writes("messageDelivery");
    MessageDeliveries.note(draft, message, state, reason);
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
