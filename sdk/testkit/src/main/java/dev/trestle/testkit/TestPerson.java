package dev.trestle.testkit;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody at the desk: asks and changes things with what the person's roles allow at the time. */
public final class TestPerson {
  private final TestDesk desk;
  private final UUID id;
  private final String name;

  TestPerson(TestDesk desk, UUID id, String name) {
    this.desk = desk;
    this.id = id;
    this.name = name;
  }

  public UUID id() {
    return id;
  }

  public String name() {
    return name;
  }

  /** Asks one document. */
  public Reply ask(String document) {
    return ask(document, Map.of());
  }

  public Reply ask(String document, Map<String, ? extends @Nullable Object> variables) {
    return desk.ask(this, document, variables);
  }

  /**
   * Does one mutation.
   *
   * @param input as in JSON; ids and times as text or as UUID and Instant
   * @param selection of the payload, besides its errors and warnings; may be empty
   */
  public Done tries(
      String mutation, Map<String, ? extends @Nullable Object> input, String selection) {
    String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
    String document =
        "mutation($input: "
            + type
            + "!) { "
            + mutation
            + "(input: $input) { "
            + selection
            + " userErrors { type code message path } warnings { code message path } } }";
    return new Done(mutation, ask(document, Map.of("input", Plain.map(input))));
  }

  /** Does one mutation that must succeed. */
  public Done does(
      String mutation, Map<String, ? extends @Nullable Object> input, String selection) {
    return tries(mutation, input, selection).orFail();
  }

  /** Makes a ticket and gives its id. */
  public String ticket(String subject) {
    return does("ticketCreate", Map.of("subject", subject), "ticket { id }").text("ticket.id");
  }

  /** Uploads a file and gives its id, which messages take in {@code attachmentIds}. */
  public String upload(String fileName, String mediaType, byte[] content) {
    return desk.upload(this, fileName, mediaType, content).toString();
  }

  /** What {@code /files/<id>} answers this person; null when it may not see the file. */
  public byte @Nullable [] file(String id) {
    return desk.file(this, id);
  }
}
