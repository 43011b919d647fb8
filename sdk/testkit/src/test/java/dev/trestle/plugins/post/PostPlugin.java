package dev.trestle.plugins.post;

import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.command.Wish;
import dev.trestle.sdk.desk.DeliveryState;
import dev.trestle.sdk.desk.MessageDirection;
import dev.trestle.sdk.desk.MessageId;
import dev.trestle.sdk.desk.Said;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.files.FileFacts;
import dev.trestle.sdk.files.FileRefused;
import dev.trestle.sdk.http.Endpoint;
import dev.trestle.sdk.net.Network.WebRequest;
import dev.trestle.sdk.plugin.DeskPlugin;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.work.Work;
import dev.trestle.sdk.work.Worker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Does on a thread of its own what a host in the test's network tells it to, a command at a time,
 * and tells that host what became of it.
 */
public class PostPlugin implements DeskPlugin {
  public static final String MANIFEST =
      """
      id=post
      version=1.0.0
      name=Post
      description=Brings letters.
      vendor=Trestle
      plugin.class=dev.trestle.plugins.post.PostPlugin
      sdk=>=0.1.0 <0.2.0
      reads=ticket, message
      writes=ticketCreate, ticketComment, messageDelivery
      events=TicketCommented, TicketCreated
      network=*
      files=true
      abilities=sockets
      """;

  public static final Class<?>[] CLASSES = {PostPlugin.class};

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofHours(1);
  private static final int STREAM_MAX = 100 << 20;

  /** Something to wake the courier with. */
  record Letter(UUID id, int version, String text) implements DeskRecord {
    static final RecordType<Letter> LETTERS = RecordType.of("letter", Letter.class);
  }

  @Override
  public List<RecordType<?>> records() {
    return List.of(Letter.LETTERS);
  }

  @Override
  public List<Worker> workers() {
    return List.of(new Courier("post.example"));
  }

  @Override
  public List<String> schema() {
    return List.of(
        """
        extend type Mutation {
          "Writes a letter."
          letterWrite("The letter." input: LetterWriteInput!): LetterWritePayload
        }

        "A letter."
        input LetterWriteInput {
          "What it says."
          text: String!
          "Makes repeating the call safe."
          operationKey: UUID
          "Whether to tell what would happen only."
          dryRun: Boolean = false
        }

        "What became of it."
        type LetterWritePayload {
          "What is in the way."
          userErrors: [UserError!]!
          "What to know."
          warnings: [Warning!]!
        }
        """);
  }

  /** What the mutation takes. */
  record Write(String text) {}

  @Override
  public List<Mutation<?>> mutations() {
    return List.of(
        Mutation.of(
            "letterWrite",
            Write.class,
            (input, draft) ->
                draft.put(Letter.LETTERS, new Letter(draft.newId(), 0, input.text()))));
  }

  /** Marks what the desk has said as waiting, and tells where it found it. */
  @Override
  public List<Reaction> reactions() {
    return List.of(new Outward());
  }

  /** What {@link #reactions} says. */
  static final class Outward implements Reaction {
    @Override
    public String name() {
      return "outward";
    }

    @Override
    public Set<String> events() {
      return Set.of("TicketCommented", "TicketCreated");
    }

    @Override
    public void react(Occasion occasion) {
      Draft draft = occasion.draft();
      Said said = draft.snapshot().said(occasion.event());
      if (said == null) {
        return;
      }
      MessageId id = said.id();
      if (id != null && said.direction() == MessageDirection.OUTBOUND) {
        draft.delivery(id, DeliveryState.PENDING, null);
      }
      draft.put(Letter.LETTERS, new Letter(draft.newId(), 0, id + " " + said.text()));
    }
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.streaming(
            "POST",
            "letters",
            STREAM_MAX,
            call -> {
              FileFacts file =
                  call.surroundings().files().store("letter.txt", "text/plain", call.content());
              List<Problem> problems =
                  call.commit(null, draft -> bring(draft, "By hand", file.id()));
              return problems.isEmpty()
                  ? Endpoint.Reply.text(200, file.sha256())
                  : Endpoint.Reply.text(422, problems.toString());
            }));
  }

  static void bring(Draft draft, String subject, UUID fileId) {
    UUID ticket =
        draft
            .perform(
                Wish.of("ticketCreate")
                    .with("subject", subject)
                    .with("text", "See the file.")
                    .with("attachmentIds", List.of(fileId)))
            .get("ticket");
    if (ticket != null) {
      draft.result("ticket", ticket);
    }
  }

  /** A stream that gives zeros without end, or up to a length. */
  static final class Endless extends InputStream {
    private long left;

    Endless(long length) {
      left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int given = (int) Math.min(left, length);
      left -= given;
      return given;
    }
  }

  /** A stream that breaks off. */
  static final class Cut extends InputStream {
    private int left = 1000;

    @Override
    public int read() throws IOException {
      if (left-- > 0) {
        return 'x';
      }
      throw new IOException("the line is dead");
    }
  }

  /** Carries out commands. */
  static final class Courier implements Worker {
    private final String host;

    Courier(String host) {
      this.host = host;
    }

    @Override
    public String name() {
      return "courier";
    }

    @Override
    public void run(Work work) throws Exception {
      while (!work.stopping()) {
        // What is committed while it asks must end its pause.
        work.snapshot();
        String command = next(work);
        if (command.isEmpty()) {
          work.pause(LONG);
        } else if (command.equals("done")) {
          return;
        } else {
          say(work, command + ": " + carryOut(work, command.split(" ")));
        }
      }
    }

    private String next(Work work) throws Exception {
      byte[] answer =
          work.surroundings()
              .network()
              .send(WebRequest.get(URI.create("https://" + host + "/next"), PATIENCE))
              .body();
      return new String(answer, StandardCharsets.UTF_8);
    }

    private void say(Work work, String text) throws Exception {
      work.surroundings()
          .network()
          .send(
              new WebRequest(
                  "POST",
                  URI.create("https://" + host + "/said"),
                  Map.of(),
                  text.getBytes(StandardCharsets.UTF_8),
                  PATIENCE));
    }

    private static String carryOut(Work work, String[] words) throws Exception {
      return switch (words[0]) {
        case "letter" -> letter(work, words[1]);
        case "keep" -> keep(work, words[1]);
        case "attach" -> attach(work, UUID.fromString(words[1]), UUID.fromString(words[2]));
        case "open" -> open(work, UUID.fromString(words[1]));
        case "store" -> store(work, new Endless(Long.parseLong(words[1])));
        case "cut" -> store(work, new Cut());
        case "sent" -> sent(work, words[1]);
        case "throw" -> throw new IOException("the road is closed");
        case "deaf" -> deaf();
        case "listen" -> listen(Integer.parseInt(words[1]));
        default -> "unknown";
      };
    }

    private static FileFacts stored(Work work, String text) throws IOException {
      return work.surroundings()
          .files()
          .store(
              "a/" + text + ".txt",
              "Text/Plain; charset=utf-8",
              new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String letter(Work work, String text) throws IOException {
      FileFacts file = stored(work, text);
      UUID key = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
      List<Problem> problems = work.commit(key, draft -> bring(draft, text, file.id()));
      return problems.isEmpty() ? file.id() + " " + file.name() : problems.toString();
    }

    private static String keep(Work work, String ticket) throws IOException {
      FileFacts file = stored(work, "original");
      List<Problem> problems =
          work.commit(null, draft -> draft.keep(file.id(), UUID.fromString(ticket)));
      return problems.isEmpty() ? file.id().toString() : problems.toString();
    }

    private static String attach(Work work, UUID ticket, UUID file) {
      List<Problem> problems =
          work.commit(
              null,
              draft ->
                  draft.perform(
                      Wish.comment(ticket, "Here it is.").with("attachmentIds", List.of(file))));
      return problems.isEmpty() ? "attached" : problems.getFirst().code();
    }

    private static String open(Work work, UUID file) throws IOException {
      try (InputStream in = work.surroundings().files().open(file)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (FileRefused refused) {
        return refused.reason().name();
      }
    }

    private static String store(Work work, InputStream content) {
      try {
        FileFacts file = work.surroundings().files().store("zeros", "?", content);
        return file.id() + " " + file.mediaType();
      } catch (FileRefused refused) {
        return refused.reason().name();
      } catch (IOException broken) {
        return String.valueOf(broken.getMessage());
      }
    }

    private static String sent(Work work, String message) {
      MessageId id = MessageId.of(message);
      if (id == null) {
        return "no id";
      }
      List<Problem> problems =
          work.commit(null, draft -> draft.delivery(id, DeliveryState.SENT, "250 OK"));
      return problems.isEmpty() ? "noted" : problems.getFirst().code();
    }

    /** Hears nothing of a stop. */
    @SuppressWarnings("InfiniteLoopStatement")
    private static String deaf() {
      long turns = 0;
      while (true) {
        turns++;
      }
    }

    /** Waits for a byte that never comes. */
    private static String listen(int port) throws IOException {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        return "read " + socket.getInputStream().read();
      }
    }
  }
}
