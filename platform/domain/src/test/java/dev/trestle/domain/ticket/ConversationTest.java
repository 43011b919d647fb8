package dev.trestle.domain.ticket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.TicketCommands.ChangeTicketStatus;
import dev.trestle.domain.command.TicketCommands.CommentTicket;
import dev.trestle.domain.command.TicketCommands.DismissUnanswered;
import dev.trestle.domain.command.TicketCommands.MergeTicket;
import dev.trestle.domain.command.TicketCommands.NoteTicket;
import dev.trestle.domain.command.TicketCommands.ResolveTicket;
import dev.trestle.domain.command.TicketCommands.UnmergeTicket;
import dev.trestle.domain.data.LongList;
import dev.trestle.domain.desk.DomainDesk;
import dev.trestle.domain.desk.DomainDesk.Answer;
import dev.trestle.domain.desk.SmallDesk;
import dev.trestle.domain.event.Message;
import dev.trestle.domain.record.Attachment;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.MessageDirection;
import dev.trestle.sdk.desk.MessageKind;
import dev.trestle.sdk.desk.StatusCategory;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private final SmallDesk small = new SmallDesk();

  @Test
  void staysUnanswered_fromTheFirstInboundWord_untilThePublicAnswer() {
    UUID id = small.request("Help");
    long since = small.get(id).unansweredSinceMillis();
    assertEquals(small.desk.millis, since);
    small.desk.millis += 1_000;
    say(id, "Hello?", SmallDesk.CONTACT);
    assertEquals(since, small.get(id).unansweredSinceMillis(), "the oldest counts");
    small.desk.execute(new NoteTicket(id, null, "Looks odd", null), SmallDesk.TECHNICIAN);
    assertEquals(since, small.get(id).unansweredSinceMillis(), "a note is no answer");
    say(id, "We are on it.", SmallDesk.TECHNICIAN);
    assertEquals(0, small.get(id).unansweredSinceMillis());
    Message answer = lastMessage(id);
    assertEquals(MessageDirection.OUTBOUND, answer.direction());
    assertEquals(MessageKind.COMMENT, answer.kind());
  }

  @Test
  void isDismissedOnlyWithAReason() {
    UUID id = small.request("Thanks!");
    assertEquals(
        List.of("REQUIRED"),
        small.desk.execute(new DismissUnanswered(id, null, "  "), SmallDesk.INTAKE).codes());
    assertTrue(small.get(id).unansweredSinceMillis() > 0);
    assertTrue(
        small
            .desk
            .execute(new DismissUnanswered(id, null, "Only thanks"), SmallDesk.INTAKE)
            .done());
    assertEquals(0, small.get(id).unansweredSinceMillis());
  }

  @Test
  void goesOn_whenTheRequesterAnswers() {
    UUID id = small.request("Help");
    small.desk.execute(
        new ChangeTicketStatus(id, null, "waiting", "Which one?"), SmallDesk.TECHNICIAN);
    assertEquals(0, small.get(id).unansweredSinceMillis(), "the question was an answer");
    say(id, "The left one", SmallDesk.CONTACT);
    assertEquals(StatusCategory.OPEN, small.get(id).statusCategory());
    small.desk.execute(new ResolveTicket(id, null, null, null), SmallDesk.TECHNICIAN);
    say(id, "Still broken", SmallDesk.CONTACT);
    assertEquals(StatusCategory.OPEN, small.get(id).statusCategory());
    assertEquals(1, small.get(id).reopenCount());
  }

  @Test
  void isInbound_whenAnAgentWritesDownWhatAContactSaid() {
    UUID id = small.ticket("Call");
    Answer answer =
        small.desk.execute(
            new CommentTicket(id, null, "It rings", null, SmallDesk.CARL, "phone"),
            SmallDesk.TECHNICIAN);
    assertTrue(answer.done());
    Message message = lastMessage(id);
    assertEquals(MessageDirection.INBOUND, message.direction());
    assertEquals(SmallDesk.CARL, message.authorId());
    assertEquals(SmallDesk.ADA, message.recordedById());
    assertTrue(small.get(id).unansweredSinceMillis() > 0);
    assertEquals(
        List.of("PERMISSION_MISSING"),
        small
            .desk
            .execute(
                new CommentTicket(small.request("x"), null, "y", null, SmallDesk.CLARA, null),
                SmallDesk.CONTACT)
            .codes());
  }

  @Test
  void keepsATicketResolved_whenTheDeskSaysThatNothingIsToBeDone() {
    UUID id = small.request("Help");
    small.desk.execute(new ResolveTicket(id, null, null, "Done"), SmallDesk.TECHNICIAN);
    CommentTicket thanks =
        new CommentTicket(id, null, "Thank you!", null, SmallDesk.CARL, "mail", false);
    assertEquals(List.of(), small.desk.execute(thanks, SmallDesk.INTAKE).codes());
    assertEquals(StatusCategory.RESOLVED, small.get(id).statusCategory());
    assertEquals(0, small.get(id).unansweredSinceMillis());
    assertEquals(MessageDirection.INBOUND, lastMessage(id).direction());
    CommentTicket own = new CommentTicket(id, null, "Still broken", null, null, null, false);
    assertEquals(List.of("PERMISSION_MISSING"), small.desk.execute(own, SmallDesk.CONTACT).codes());
  }

  @Test
  void letsPluginsAlone_bringWhatAgentsWriteElsewhere() {
    UUID id = small.request("Help");
    CommentTicket brought =
        new CommentTicket(id, null, "We are on it.", null, SmallDesk.ADA, "mail");
    assertEquals(List.of("NOT_FOUND"), small.desk.execute(brought, SmallDesk.INTAKE).codes());
    assertEquals(List.of(), small.desk.execute(brought, DomainDesk.SYSTEM).codes());
    Message message = lastMessage(id);
    assertEquals(SmallDesk.ADA, message.authorId());
    assertEquals(MessageDirection.OUTBOUND, message.direction());
    assertEquals(0, small.get(id).unansweredSinceMillis());
  }

  @Test
  void bindsAFileOnce_andOnlyToItsUploadersMessage() {
    UUID file = new UUID(20, 1);
    small.desk.execute(
        new DomainDesk.Arrange(draft ->
            draft.put(
                Tables.ATTACHMENTS,
                new Attachment(
                    file,
                    1,
                    "a.txt",
                    "text/plain",
                    1,
                    "00",
                    SmallDesk.ADA,
                    null,
                    null,
                    null,
                    false,
                    draft.now(),
                    Document.empty()))),
        DomainDesk.SYSTEM);
    UUID id = small.request("Help");
    assertEquals(List.of("NOT_FOUND"), with(id, SmallDesk.DISPATCHER, file).codes());
    assertEquals(
        List.of("FILE_ALREADY_ATTACHED"), with(id, SmallDesk.TECHNICIAN, file, file).codes());
    assertTrue(with(id, SmallDesk.TECHNICIAN, file).done());
    assertEquals(List.of("FILE_ALREADY_ATTACHED"), with(id, SmallDesk.TECHNICIAN, file).codes());
    assertEquals(
        id, Objects.requireNonNull(small.desk.state().get(Tables.ATTACHMENTS, file)).ticketId());
  }

  @Test
  void undoesAMergeWithoutLoss() {
    UUID id = small.request("Help");
    UUID into = small.ticket("The same");
    Ticket before = small.get(id);
    Ticket intoBefore = small.get(into);
    small.desk.millis += 1_000;
    merge(id, into);
    assertEquals(0, small.get(id).unansweredSinceMillis());
    assertEquals(before.unansweredSinceMillis(), small.get(into).unansweredSinceMillis());
    assertEquals(List.of("TICKET_MERGED"), codesOfComment(id));
    unmerge(id);
    assertEquals(like(before, small.get(id)), small.get(id));
    assertEquals(like(intoBefore, small.get(into)), small.get(into));
  }

  @Test
  void givesBothBackTheirOwnUnansweredTimes_whenAMergeIsUndone() {
    UUID id = small.request("First");
    small.desk.millis += 5_000;
    UUID into = small.request("Second");
    long first = small.get(id).unansweredSinceMillis();
    long second = small.get(into).unansweredSinceMillis();
    merge(into, id);
    unmerge(into);
    assertEquals(first, small.get(id).unansweredSinceMillis());
    assertEquals(second, small.get(into).unansweredSinceMillis());
    merge(id, into);
    assertEquals(first, small.get(into).unansweredSinceMillis());
    unmerge(id);
    assertEquals(first, small.get(id).unansweredSinceMillis());
    assertEquals(second, small.get(into).unansweredSinceMillis());
  }

  @Test
  void countsAnAnswerGivenWhileMerged_forBoth() {
    UUID id = small.request("Help");
    UUID into = small.ticket("The same");
    merge(id, into);
    say(into, "Fixed for all", SmallDesk.TECHNICIAN);
    unmerge(id);
    assertEquals(0, small.get(id).unansweredSinceMillis());
    assertEquals(0, small.get(into).unansweredSinceMillis());
  }

  @Test
  void keepsWhatCameInMeanwhile_unanswered() {
    UUID id = small.request("Help");
    UUID into = small.request("The same");
    say(into, "Wait", SmallDesk.TECHNICIAN);
    merge(id, into);
    say(into, "And another thing", SmallDesk.CONTACT);
    unmerge(id);
    assertTrue(small.get(id).unansweredSinceMillis() > 0);
    assertTrue(small.get(into).unansweredSinceMillis() > 0);
  }

  @Test
  void refusesMergesThatMakeNoSense() {
    UUID a = small.ticket("A");
    UUID b = small.ticket("B");
    UUID c = small.ticket("C");
    assertEquals(List.of("MERGE_INTO_ITSELF"), mergeCodes(a, a));
    merge(a, b);
    assertEquals(List.of("TICKET_MERGED"), mergeCodes(c, a));
    assertEquals(List.of("TICKET_HAS_DEPENDENTS"), mergeCodes(b, c));
    assertEquals(List.of("TICKET_MERGED"), mergeCodes(a, c));
    UUID parent = small.ticket("P");
    small.child(parent);
    assertEquals(List.of("TICKET_HAS_DEPENDENTS"), mergeCodes(parent, c));
  }

  private static Ticket like(Ticket before, Ticket after) {
    var draft = before.toDraft();
    draft.version = after.version() - 1;
    draft.updatedAtMillis = after.updatedAtMillis();
    return draft.build();
  }

  private List<String> mergeCodes(UUID id, UUID into) {
    return small.desk.execute(new MergeTicket(id, null, into, null), SmallDesk.TECHNICIAN).codes();
  }

  private void merge(UUID id, UUID into) {
    assertEquals(List.of(), mergeCodes(id, into));
  }

  private void unmerge(UUID id) {
    assertEquals(
        List.of(),
        small.desk.execute(new UnmergeTicket(id, null, null), SmallDesk.TECHNICIAN).codes());
  }

  private List<String> codesOfComment(UUID id) {
    return small.desk.execute(SmallDesk.comment(id, "x"), SmallDesk.TECHNICIAN).codes();
  }

  private Answer with(UUID id, Viewer viewer, UUID... files) {
    return small.desk.execute(
        new CommentTicket(id, null, "See file", List.of(files), null, null), viewer);
  }

  private void say(UUID id, String text, Viewer viewer) {
    assertEquals(List.of(), small.desk.execute(SmallDesk.comment(id, text), viewer).codes());
  }

  private Message lastMessage(UUID id) {
    LongList timeline =
        small.desk.state().timeline(small.desk.state().table(Tables.TICKETS).slotOf(id));
    return (Message) small.desk.entry(timeline.get(timeline.size() - 1));
  }
}
