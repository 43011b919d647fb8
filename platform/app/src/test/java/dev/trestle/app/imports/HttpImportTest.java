package dev.trestle.app.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.client.CallFailed;
import dev.trestle.app.client.GraphQlCaller;
import dev.trestle.app.client.HttpCaller;
import dev.trestle.app.client.Mutations;
import dev.trestle.app.desk.DeskSettings;
import dev.trestle.app.desk.RunningDesk;
import dev.trestle.app.operate.DeskBackup;
import dev.trestle.app.operate.DeskVerification;
import dev.trestle.app.progress.Progress;
import dev.trestle.app.progress.ProgressReports;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpImportTest {
  private static final ProgressReports QUIET =
      new ProgressReports(new PrintStream(new ByteArrayOutputStream()), 0, System::nanoTime);

  @Test
  void importsIntoARunningDeskOverHttp_andBacksItUpMeanwhile(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("log.csv");
    Files.writeString(file, ResumedImportTest.file(30));
    DeskSettings settings =
        DeskSettings.read(
            Map.of(
                "data", folder.resolve("data").toString(),
                "server.port", "0",
                "admin.email", "ada@desk.example",
                "admin.password", "seven tall herons wade"),
            Map.of(),
            null);
    try (RunningDesk desk = RunningDesk.start(settings)) {
      URI url = URI.create("http://127.0.0.1:" + desk.port());
      try (GraphQlCaller nobody = new HttpCaller(url, null, Duration.ofMillis(10))) {
        assertThrows(CallFailed.class, () -> importer(nobody).run(file, Progress.SILENT));
      }
      try (GraphQlCaller admin = new HttpCaller(url, token(url), Duration.ofMillis(10))) {
        assertEquals(30, importer(admin).run(file, Progress.SILENT).created());
        assertEquals(30, importer(admin).run(file, Progress.SILENT).known());
      }
      Path backup = folder.resolve("backup");
      assertTrue(DeskBackup.backup(settings.data(), backup, QUIET).running());
      assertEquals(List.of(), DeskVerification.run(backup, QUIET).problems());
    }
    assertEquals(List.of(), DeskVerification.run(settings.data(), QUIET).problems());
  }

  @Test
  void saysThatNobodyAnswers_whenNoDeskRunsThere() throws Exception {
    try (GraphQlCaller nowhere =
        new HttpCaller(URI.create("http://127.0.0.1:1"), null, Duration.ofMillis(1))) {
      CallFailed failed = assertThrows(CallFailed.class, () -> nowhere.call("{a}", Map.of()));
      assertTrue(failed.getMessage().contains("No desk answers at"), failed.getMessage());
    }
  }

  private static TicketImporter importer(GraphQlCaller desk) {
    return new TicketImporter(desk, new VolvoSource(), 10, row -> {});
  }

  private static String token(URI url) throws CallFailed {
    try (GraphQlCaller nobody = new HttpCaller(url, null, Duration.ofMillis(10))) {
      return Mutations.run(
              nobody,
              "signIn",
              "SignInInput",
              "accessToken",
              Map.of("email", "ada@desk.example", "password", "seven tall herons wade"))
          .text("accessToken");
    }
  }
}
