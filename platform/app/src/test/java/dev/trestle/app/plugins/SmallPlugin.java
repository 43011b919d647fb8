package dev.trestle.app.plugins;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A plugin compiled in memory: it keeps a mark on tickets, which clients set and read, and refuses
 * to end tickets whose mark says so.
 */
final class SmallPlugin {
  private static final String SOURCE =
      """
      package small;

      import dev.trestle.sdk.command.*;
      import dev.trestle.sdk.desk.*;
      import dev.trestle.sdk.http.Endpoint;
      import dev.trestle.sdk.plugin.*;
      import dev.trestle.sdk.record.*;
      import dev.trestle.sdk.schema.*;
      import dev.trestle.sdk.settings.Setting;
      import java.util.*;

      public final class Small implements DeskPlugin {
        public record Mark(UUID id, int version, String text) implements DeskRecord {}
        public record Put(UUID ticketId, String text) {}
        static final RecordType<Mark> MARKS =
            RecordType.ofTicket("mark", Mark.class).grouped("text", "text");

        @Override public List<RecordType<?>> records() { return List.of(MARKS); }

        @Override public List<Fields<?>> fields() {
          return List.of(
              Fields.of("Ticket", Ticket.class).computed("mark", (ticket, arguments, context) -> {
                Mark mark = context.get(Snapshot.class).records(MARKS).get(ticket.id());
                return mark == null ? null : PREFIX + mark.text();
              }));
        }

        @Override public List<Mutation<?>> mutations() {
          return List.of(
              Mutation.of("markPut", Put.class, (input, draft) -> {
                    draft.put(MARKS, new Mark(input.ticketId(), 0, input.text()));
                    draft.result("ticket", input.ticketId());
                  })
                  .shows("ticket", answer -> answer.snapshot().ticket(answer.id("ticket"))));
        }

        @Override public List<CommandGuard> guards() {
          return List.of(new CommandGuard() {
            @Override public String name() { return "holder"; }
            @Override public void check(GuardContext context) {
              for (GuardContext.TicketChange change : context.tickets()) {
                Mark mark = context.after().records(MARKS).get(change.after().id());
                if (change.ends() && mark != null && mark.text().equals("HOLD")) {
                  context.refuse("MARK_HOLDS", "Its mark holds it back. Change the mark first.");
                }
              }
            }
          });
        }

        @Override public List<Setting> settings() {
          return List.of(
              Setting.of("greeting", Setting.Kind.TEXT, "What callers are told.", "hello"),
              Setting.of("token", Setting.Kind.SECRET, "What callers must know.", null));
        }

        @Override public List<Endpoint> endpoints() {
          return List.of(new Endpoint("POST", "calls", 1000, call -> {
            String token = call.surroundings().settings().secret("token").orElse("");
            if (!token.equals(call.header("X-Token"))) {
              return Endpoint.Reply.text(403, "no");
            }
            call.commit(null, draft -> draft.put(MARKS, new Mark(
                UUID.fromString(new String(call.body())), 0, "CALLED")));
            return Endpoint.Reply.text(
                200, call.surroundings().settings().text("greeting").orElse("nothing"));
          }));
        }

        @Override public List<Permission> permissions() {
          return List.of(new Permission("small.mark", "Mark tickets.", List.of("technician")));
        }

        private static final String PREFIX = "@PREFIX@";
      }
      """;

  static final String SCHEMA =
      """
      extend type Ticket {
        "What the ticket is marked with; null when it is not."
        mark: String
      }

      extend type Mutation {
        "Marks a ticket."
        markPut("What to do." input: MarkPutInput!): MarkPutPayload!
      }

      "What `markPut` needs."
      input MarkPutInput {
        "The ticket."
        ticketId: ID!
        "The mark."
        text: String!
        "Makes repeating safe."
        operationKey: UUID
        "True: change nothing."
        dryRun: Boolean = false
      }

      "What came of `markPut`."
      type MarkPutPayload {
        "The ticket; null when there are user errors."
        ticket: Ticket
        "Why nothing was done; empty when it was."
        userErrors: [UserError!]!
        "What to know all the same."
        warnings: [Warning!]!
      }
      """;

  private SmallPlugin() {}

  /** Its jar. */
  static byte[] jar(String version, String prefix) {
    return jar(version, prefix, "reads=ticket", SCHEMA);
  }

  /** Its jar, asking for this, with this schema. */
  static byte[] jar(String version, String prefix, String asks, String schema) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    String manifest =
        """
        id=small
        version=%s
        name=Small
        description=Marks tickets.
        vendor=Test
        plugin.class=small.Small
        sdk=>=0.1.0 <0.2.0
        secrets=true
        %s
        """
            .formatted(version, asks);
    entries.put("META-INF/trestle/plugin.properties", manifest.getBytes(StandardCharsets.UTF_8));
    entries.put("schema.graphqls", schema.getBytes(StandardCharsets.UTF_8));
    entries.putAll(compiled("small.Small", SOURCE.replace("@PREFIX@", prefix)));
    return packed(entries);
  }

  private static byte[] packed(Map<String, byte[]> entries) {
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(jar)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
        out.closeEntry();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return jar.toByteArray();
  }

  private static Map<String, byte[]> compiled(String name, String source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();
    JavaFileManager files =
        new ForwardingJavaFileManager<>(compiler.getStandardFileManager(found, null, null)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location,
              String binaryName,
              JavaFileObject.Kind kind,
              javax.tools.FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + binaryName), kind) {
              @Override
              public ByteArrayOutputStream openOutputStream() {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                classes.put(binaryName.replace('.', '/') + ".class", bytes);
                return bytes;
              }
            };
          }
        };
    SimpleJavaFileObject text =
        new SimpleJavaFileObject(
            URI.create("mem:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    boolean done =
        compiler
            .getTask(
                null,
                files,
                found,
                List.of(
                    "--release", "25", "-proc:none", "-cp", System.getProperty("java.class.path")),
                null,
                List.of(text))
            .call();
    if (!done) {
      throw new AssertionError(
          found.getDiagnostics().stream().map(Diagnostic::toString).toList().toString());
    }
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    classes.forEach((path, content) -> bytes.put(path, content.toByteArray()));
    return bytes;
  }
}
