package dev.trestle.app.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.desk.DataFolderTaken;
import dev.trestle.app.problem.OperatorProblem;
import dev.trestle.app.progress.ProgressReports;
import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.command.Command;
import dev.trestle.domain.command.DirectoryCommands.RegisterUpload;
import dev.trestle.domain.command.TicketCommands.CreateTicket;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.directory.SetUpDesk;
import dev.trestle.domain.record.Agent;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.store.blobs.Blob;
import dev.trestle.store.blobs.BlobStore;
import dev.trestle.store.blobs.BlobUpload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationsTest {
  private static final ProgressReports QUIET =
      new ProgressReports(new PrintStream(new ByteArrayOutputStream()), 0, System::nanoTime);

  @TempDir private Path folder = Path.of("");
  private Path data = Path.of("");

  @BeforeEach
  void makeADeskWithTicketsAndAFile() throws IOException {
    data = folder.resolve("data");
    Files.createDirectories(data);
    Files.writeString(data.resolve("secret.key"), "key");
    Blob blob;
    BlobStore blobs = BlobStore.open(data.resolve("files"), Long.MAX_VALUE);
    try (BlobUpload upload = blobs.begin()) {
      byte[] bytes = "a file".getBytes(StandardCharsets.UTF_8);
      upload.write(bytes, 0, bytes.length);
      blob = upload.finish();
    }
    try (OfflineDesk desk = OfflineDesk.open(data)) {
      done(
          desk,
          new Viewer(null, PrincipalKind.SYSTEM, "set-up", null, List.of(), Set.of(), null),
          new SetUpDesk("Test", "Admin", "admin@example.org", "-", false, "UTC"));
      done(
          desk,
          administrator(desk),
          new RegisterUpload(
              new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L),
              "a.txt",
              "text/plain",
              blob.size(),
              blob.sha256()));
      tickets(desk, 50);
    }
  }

  @Test
  void verifyFindsAHealthyDeskSound() throws IOException {
    VerifyFindings found = DeskVerification.run(data, QUIET);
    assertEquals(List.of(), found.problems());
    assertEquals(52, found.entries());
    assertEquals(52, found.graphSequence());
    assertTrue(found.graphRecords() > 50, found.toString());
    assertEquals(1, found.files());
    assertEquals(0, found.looseFiles());
  }

  @Test
  void verifyNamesFileAndOffset_whenABitOfTheLogFlipped() throws IOException {
    Path segment = segment(data);
    byte[] bytes = Files.readAllBytes(segment);
    bytes[3_000] ^= 4;
    Files.write(segment, bytes);
    VerifyFindings found = DeskVerification.run(data, QUIET);
    assertFalse(found.sound());
    assertTrue(found.problems().getFirst().contains(segment.toString()), found.toString());
    assertTrue(found.problems().getFirst().contains("offset"), found.toString());
  }

  @Test
  void verifyNamesTheFile_whenAnUploadedFileChanged() throws IOException {
    try (Stream<Path> all = Files.walk(data.resolve("files"))) {
      Path file = all.filter(Files::isRegularFile).findFirst().orElseThrow();
      Files.writeString(file, "b file");
    }
    VerifyFindings found = DeskVerification.run(data, QUIET);
    assertEquals(1, found.problems().size(), found.toString());
    assertTrue(found.problems().getFirst().contains("a.txt"), found.toString());
  }

  @Test
  void verifyTellsHowToRebuild_whenTheGraphIsAnotherDesks() throws IOException {
    Path other = folder.resolve("other");
    DeskBackup.restore(data, 20, other, QUIET);
    DeskRebuild.run(other, true, false, QUIET);
    try (OfflineDesk desk = OfflineDesk.open(other)) {
      tickets(desk, 10);
    }
    DeskRebuild.run(other, true, false, QUIET);
    replace(data.resolve("graph"), other.resolve("graph"));
    VerifyFindings found = DeskVerification.run(data, QUIET);
    assertEquals(1, found.problems().size(), found.toString());
    assertTrue(found.problems().getFirst().contains("rebuild --graph"), found.toString());

    DeskRebuild.run(data, true, true, QUIET);
    VerifyFindings rebuilt = DeskVerification.run(data, QUIET);
    assertEquals(List.of(), rebuilt.problems());
    assertEquals(52, rebuilt.graphSequence());
  }

  @Test
  void aBackupOpensAsADeskOfItsOwn() throws IOException {
    Path backup = folder.resolve("backup");
    DeskBackup.Copied copied = DeskBackup.backup(data, backup, QUIET);
    assertEquals(new DeskBackup.Copied(52, 1, false), copied);
    assertEquals("key", Files.readString(backup.resolve("secret.key")));
    assertEquals(List.of(), DeskVerification.run(backup, QUIET).problems());
    try (OfflineDesk desk = OfflineDesk.open(backup)) {
      assertEquals(50, desk.desk().snapshot().table(Tables.TICKETS).size());
    }
  }

  @Test
  void backsUpADeskThatIsWritingMeanwhile() throws Exception {
    try (OfflineDesk desk = OfflineDesk.open(data)) {
      AtomicBoolean stop = new AtomicBoolean();
      Thread writer =
          Thread.ofVirtual()
              .start(() -> {
                while (!stop.get()) {
                  tickets(desk, 1);
                }
              });
      for (int round = 0; round < 5; round++) {
        long acknowledged = desk.desk().snapshot().sequence();
        Path backup = folder.resolve("backup" + round);
        DeskBackup.Copied copied = DeskBackup.backup(data, backup, QUIET);
        assertTrue(copied.running());
        assertTrue(copied.lastSequence() >= acknowledged, copied + " of " + acknowledged);
        VerifyFindings found = DeskVerification.run(backup, QUIET);
        assertEquals(List.of(), found.problems());
        assertEquals(copied.lastSequence(), found.entries());
      }
      stop.set(true);
      writer.join();
    }
    assertEquals(List.of(), DeskVerification.run(data, QUIET).problems());
  }

  @Test
  void restoresToAnyCommit() throws IOException {
    Path backup = folder.resolve("backup");
    DeskBackup.backup(data, backup, QUIET);
    Path restored = folder.resolve("restored");
    assertEquals(22, DeskBackup.restore(backup, 22, restored, QUIET).lastSequence());
    assertEquals(List.of(), DeskVerification.run(restored, QUIET).problems());
    try (OfflineDesk desk = OfflineDesk.open(restored)) {
      assertEquals(20, desk.desk().snapshot().table(Tables.TICKETS).size());
    }
    assertThrows(
        OperatorProblem.class,
        () -> DeskBackup.restore(backup, 1_000, folder.resolve("beyond"), QUIET));
  }

  @Test
  void refusesATargetThatIsNotEmpty_andADeskThatIsOpen() throws IOException {
    assertThrows(OperatorProblem.class, () -> DeskBackup.restore(data, 1, data, QUIET));
    assertThrows(OperatorProblem.class, () -> DeskVerification.run(folder, QUIET));
    try (OfflineDesk open = OfflineDesk.open(data)) {
      assertTrue(open.isSetUp());
      assertThrows(DataFolderTaken.class, () -> DeskVerification.run(data, QUIET));
      assertThrows(DataFolderTaken.class, () -> DeskRebuild.run(data, true, true, QUIET));
    }
  }

  private static Path segment(Path data) throws IOException {
    try (Stream<Path> all = Files.list(data.resolve("log"))) {
      return all.filter(path -> path.toString().endsWith(".log")).findFirst().orElseThrow();
    }
  }

  private static void replace(Path target, Path by) throws IOException {
    Files.move(target, target.resolveSibling("graph.before"));
    Files.move(by, target);
  }

  private static void tickets(OfflineDesk desk, int count) {
    Viewer viewer = administrator(desk);
    for (int i = 0; i < count; i++) {
      done(
          desk,
          viewer,
          new CreateTicket(
              null,
              "Ticket " + i,
              "Text " + i,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null));
    }
  }

  private static Viewer administrator(OfflineDesk desk) {
    Agent[] found = new Agent[1];
    desk.desk().snapshot().table(Tables.AGENTS).forEach(agent -> found[0] = agent);
    return new Viewer(
        found[0].id(),
        PrincipalKind.AGENT,
        found[0].name(),
        null,
        List.of("administrator"),
        Permissions.ALL,
        null);
  }

  private static void done(OfflineDesk desk, Viewer viewer, Command command) {
    Outcome outcome = desk.desk().execute(command, new Envelope(viewer, null, 0, false, null));
    assertEquals(List.of(), outcome.problems());
  }
}
