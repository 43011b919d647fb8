package dev.trestle.app.cli.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.app.authoring.Javac;
import dev.trestle.app.authoring.PluginProject;
import dev.trestle.app.outside.ServedDesk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallTest {
  @TempDir Path folder;
  @AutoClose private ServedDesk desk;
  private String url;
  private String token;
  private Path jar;

  @BeforeEach
  void packAPluginAndServeADesk() throws IOException {
    Path project = folder.resolve("parts-on-order");
    PluginProject.of("parts-on-order", "com.acme.parts").write(project);
    jar = folder.resolve("parts.jar");
    assertEquals(0, CommandRun.of("pack", Javac.compile(project), "--out", jar).code());
    desk = ServedDesk.start(folder.resolve("data"), Map.of(), InstantSource.system());
    url = "http://127.0.0.1:" + desk.running().port();
    token = desk.admin().bearer();
  }

  @Test
  void installsWhatATrustedKeySigned_onceTheOwnerConsents() {
    Path key = folder.resolve("acme.key");
    CommandRun.of("key", "new", key);
    CommandRun.of("sign", jar, "--key", key);
    CommandRun distrusted = install("--consent");
    assertEquals(1, distrusted.code(), distrusted.output());
    CommandRun trusted =
        CommandRun.of(
            "key", "trust", key + ".pub", "--name", "Acme", "--url", url, "--token", token);
    assertEquals(0, trusted.code(), trusted.output());
    CommandRun asked = install();
    assertEquals(3, asked.code(), asked.output());
    assertTrue(asked.output().contains("read ticket"), asked.output());
    assertFalse(list().contains("parts-on-order"));
    CommandRun installed = install("--consent");
    assertEquals(0, installed.code(), installed.output());
    assertTrue(list().matches("(?s).*parts-on-order +1\\.0\\.0 +ENABLED.*"), list());
    CommandRun upgraded = install("--consent");
    assertTrue(upgraded.output().contains("Upgraded parts-on-order"), upgraded.output());
  }

  private CommandRun install(String... more) {
    Object[] arguments = new Object[6 + more.length];
    System.arraycopy(
        new Object[] {"install", jar, "--url", url, "--token", token}, 0, arguments, 0, 6);
    System.arraycopy(more, 0, arguments, 6, more.length);
    return CommandRun.of(arguments);
  }

  private String list() {
    CommandRun listed = CommandRun.of("list", "--url", url, "--token", token);
    assertEquals(0, listed.code(), listed.output());
    return listed.output();
  }
}
