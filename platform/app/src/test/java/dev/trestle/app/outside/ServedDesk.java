package dev.trestle.app.outside;

import dev.trestle.access.PasswordHasher;
import dev.trestle.app.desk.DeskSettings;
import dev.trestle.app.desk.RunningDesk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** A whole desk in this process, met through its doors only. */
public final class ServedDesk implements AutoCloseable {
  public static final String EMAIL = ChildDesk.EMAIL;
  public static final String PASSWORD = ChildDesk.PASSWORD;

  private final RunningDesk desk;

  private ServedDesk(RunningDesk desk) {
    this.desk = desk;
  }

  public static ServedDesk start(Path data) throws IOException {
    return start(data, Map.of(), InstantSource.system());
  }

  /** Settings as on the command line, by their keys. */
  public static ServedDesk start(Path data, Map<String, String> settings, InstantSource clock)
      throws IOException {
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("data", data.toString());
    flags.put("server.port", "0");
    flags.put("admin.email", EMAIL);
    flags.put("admin.password", PASSWORD);
    flags.putAll(settings);
    // Desks in processes of their own hash at full strength; here that would be most of the time.
    DeskSettings read =
        DeskSettings.read(flags, Map.of(), null)
            .withPasswordHashing(PasswordHasher.Parameters.FOR_TESTS);
    return new ServedDesk(RunningDesk.start(read, clock));
  }

  public DeskClient anonymous() {
    return DeskClient.anonymous("http://127.0.0.1:" + desk.port());
  }

  public DeskClient admin() {
    return anonymous().signIn(EMAIL, PASSWORD);
  }

  public RunningDesk running() {
    return desk;
  }

  @Override
  public void close() {
    desk.close();
  }
}
