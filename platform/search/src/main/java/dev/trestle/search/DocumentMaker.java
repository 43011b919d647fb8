package dev.trestle.search;

import dev.trestle.domain.search.SearchUpdate.PutMessage;
import dev.trestle.domain.search.SearchUpdate.PutTicket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Turns tickets and messages into documents; one instance serves the one indexing thread. */
final class DocumentMaker {
  private static final int LEXICON_WORDS = 4_096;

  /**
   * What a message has for a subject: with no words in it the field still counts as there, so that
   * the lengths of fields stand in the index one after the other. Where only some documents have
   * one, Lucene looks for its place again for each word that is written or merged.
   */
  private static final TokenBuffer NO_WORDS = new TokenBuffer();

  private final Language fallback;
  private final TokenScanner subjectScanner = new TokenScanner();
  private final TokenScanner textScanner = new TokenScanner();
  private final Lexicon lexicon = new Lexicon(LEXICON_WORDS);
  private final LanguageGuess guess = new LanguageGuess(lexicon);
  private final WordStream subjectWords = new WordStream(lexicon);
  private final WordStream textWords = new WordStream(lexicon);
  private final ValueWords values = new ValueWords();
  private final TermStream about = new TermStream();
  private final TermStream named = new TermStream();
  private int languagesSeen;

  /**
   * @param fallback the language of texts that show none
   * @param languagesSeen a mask of the languages already in the index
   */
  DocumentMaker(Language fallback, int languagesSeen) {
    this.fallback = fallback;
    this.languagesSeen = languagesSeen;
  }

  int languagesSeen() {
    return languagesSeen;
  }

  static BytesRef ticketTerm(UUID id) {
    return new BytesRef(bytes(id, 16).array());
  }

  static BytesRef messageTerm(UUID ticketId, int ordinal) {
    return new BytesRef(bytes(ticketId, 20).putInt(ordinal).array());
  }

  private static BytesRef utf8(String text) {
    return new BytesRef(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ByteBuffer bytes(UUID id, int size) {
    return ByteBuffer.allocate(size)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits());
  }

  Document ticket(PutTicket ticket) {
    String subject = SafeText.of(ticket.subject(), Fields.SUBJECT_CHARS_MAX);
    String text = SafeText.of(ticket.text(), Fields.TEXT_CHARS_MAX);
    TokenBuffer subjectTokens = subjectScanner.scan(subject);
    TokenBuffer textTokens = textScanner.scan(text);
    guess.start();
    guess.add(subjectTokens);
    guess.add(textTokens);
    Language language = settle(ticket.language());

    Document document = new Document();
    common(
        document,
        Fields.KIND_TICKET,
        ticketTerm(ticket.id()),
        ticket.id(),
        Fields.ticketKey(ticket.slot()),
        Fields.time(ticket.updatedAtMillis(), language),
        ticket.createdAtMillis(),
        ticket.updatedAtMillis());
    document.add(
        new Field(Fields.SUBJECT, subjectWords.over(subjectTokens, language), Fields.SEARCHED));
    document.add(new BinaryDocValuesField(Fields.SUBJECT_SOURCE, utf8(subject)));
    document.add(new Field(Fields.TEXT, textWords.over(textTokens, language), Fields.SEARCHED));
    if (!text.isEmpty()) {
      document.add(new BinaryDocValuesField(Fields.TEXT_SOURCE, utf8(text)));
    }
    String number = value(ticket.number());
    document.add(new StringField(Fields.NUMBER, number.toLowerCase(Locale.ROOT), Field.Store.NO));
    fields(document, ticket, number);
    return document;
  }

  Document message(PutMessage message) {
    String text = SafeText.of(message.text(), Fields.TEXT_CHARS_MAX);
    TokenBuffer tokens = textScanner.scan(text);
    guess.start();
    guess.add(tokens);
    Language language = settle(message.language());
    Document document = new Document();
    common(
        document,
        Fields.KIND_MESSAGE,
        messageTerm(message.ticketId(), message.ordinal()),
        message.ticketId(),
        Fields.messageKey(message.ticketSlot(), message.ordinal(), message.publicMessage()),
        Fields.time(message.createdAtMillis(), language),
        message.createdAtMillis(),
        message.createdAtMillis());
    document.add(new Field(Fields.SUBJECT, subjectWords.over(NO_WORDS, language), Fields.SEARCHED));
    document.add(new Field(Fields.TEXT, textWords.over(tokens, language), Fields.SEARCHED));
    document.add(new BinaryDocValuesField(Fields.TEXT_SOURCE, utf8(text)));
    if (message.author() != null) {
      about.clear();
      named.clear();
      words("author", message.author(), true);
      addTerms(document);
    }
    return document;
  }

  private Language settle(@Nullable String hint) {
    Language language = guess.best(Language.ofCode(hint), fallback);
    languagesSeen |= language.bit();
    return language;
  }

  private static void common(
      Document document,
      String kind,
      BytesRef idTerm,
      UUID ticketId,
      long key,
      long time,
      long createdAtMillis,
      long updatedAtMillis) {
    document.add(new StringField(Fields.ID, idTerm, Field.Store.NO));
    document.add(new StringField(Fields.KIND, kind, Field.Store.NO));
    document.add(new NumericDocValuesField(Fields.KEY, key));
    document.add(new NumericDocValuesField(Fields.TIME, time));
    document.add(new BinaryDocValuesField(Fields.TICKET_ID, ticketTerm(ticketId)));
    document.add(new LongPoint(Fields.CREATED, createdAtMillis));
    document.add(new LongPoint(Fields.UPDATED, updatedAtMillis));
  }

  private void fields(Document document, PutTicket ticket, String number) {
    about.clear();
    named.clear();
    if (!Fields.isPlainNumber(number)) {
      plain(number);
    }
    facet(document, "queue", ticket.queue(), true);
    facet(document, "status", ticket.status(), false);
    words("category", ticket.statusCategory(), false);
    facet(document, "priority", ticket.priority(), false);
    facet(document, "type", ticket.type(), true);
    for (String tag : ticket.tags().stream().distinct().limit(Fields.TAGS_MAX).toList()) {
      facet(document, "tag", tag, true);
    }
    if (ticket.requester() != null) {
      words("requester", ticket.requester(), true);
    }
    facet(document, "company", ticket.company(), true);
    facet(document, "assignee", ticket.assignee(), true);
    flag(ticket.assignee() == null ? "unassigned" : "assigned");
    boolean closed = ticket.statusCategory().equals("CLOSED");
    boolean resolved = ticket.statusCategory().equals("RESOLVED");
    flag(closed || resolved ? "done" : "open");
    if (closed || resolved) {
      flag(closed ? "closed" : "resolved");
    }
    new TreeMap<>(ticket.customFields())
        .entrySet().stream()
            .limit(Fields.CUSTOM_FIELDS_MAX)
            .forEach(
                entry -> custom(document, Fields.customName(entry.getKey()), entry.getValue()));
    new TreeMap<>(ticket.added())
        .forEach((field, texts) ->
            texts.stream()
                .limit(Fields.TAGS_MAX)
                // Not among the plain words: not everybody who finds those may find these.
                .forEach(text -> words(Fields.addedName(field), text, false)));
    addTerms(document);
  }

  private void addTerms(Document document) {
    if (!about.isEmpty()) {
      document.add(new Field(Fields.ABOUT, about, Fields.SEARCHED_WITHOUT_LENGTH));
    }
    if (!named.isEmpty()) {
      document.add(new Field(Fields.NAMED, named, Fields.SEARCHED_WITHOUT_LENGTH));
    }
  }

  private void flag(String name) {
    named.add("is", name);
  }

  private void facet(Document document, String field, @Nullable String raw, boolean plainWords) {
    if (raw != null) {
      document.add(new SortedSetDocValuesField(field, new BytesRef(value(raw))));
      words(field, raw, plainWords);
    }
  }

  private void custom(Document document, String field, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case List<?> list ->
          list.stream().limit(Fields.TAGS_MAX).forEach(v -> custom(document, field, v));
      case Number number -> {
        plain(number.toString());
        numeric(document, field, number.doubleValue());
      }
      case Instant instant -> {
        words(field, instant.toString(), false);
        numeric(document, field, instant.toEpochMilli());
      }
      case LocalDate date -> {
        words(field, date.toString(), false);
        numeric(document, field, date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
      }
      case Boolean truth -> words(field, truth.toString(), false);
      default -> words(field, value.toString(), true);
    }
  }

  private static void numeric(Document document, String field, double value) {
    document.add(new StringField(Fields.NUMERIC, Fields.numeric(field, value), Field.Store.NO));
  }

  /** Words found without naming the field. */
  private void plain(String raw) {
    boolean first = true;
    for (BytesRef word : values.of(raw)) {
      about.add(word, first);
      first = false;
    }
  }

  private void words(String field, String raw, boolean plainWords) {
    boolean first = true;
    for (BytesRef word : values.of(raw)) {
      named.add(field, word, first);
      if (plainWords) {
        about.add(word, first);
      }
      first = false;
    }
  }

  private static String value(String raw) {
    return SafeText.of(raw, Fields.VALUE_CHARS_MAX);
  }
}
