package dev.trestle.benchmarks.desk;

import dev.trestle.benchmarks.load.HttpText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A plugin of this program's own classes, packed and installed as an administrator would.
 *
 * @param plugin the class that implements it; what it is derived from, and the classes of the same
 *     package that are named here, go with it
 */
public record PluginJar(String id, Class<?> plugin, List<String> others) {
  private static final String MANIFEST =
      """
      id=%s
      version=1.0.0
      name=%s
      description=Stands at the door.
      vendor=Trestle
      plugin.class=%s
      sdk=>=0.1.0 <0.2.0
      reads=ticket
      """;

  /** Uploads it to a desk that takes unsigned plugins, and lets it run. */
  public void install(int port, DeskApi api) {
    String file = DeskApi.text(upload(port, api, id, bytes()), "id");
    String answer =
        api.ask(
            "mutation($f: ID!) {pluginInstall(input: {fileId: $f}) {plugin {state} userErrors {code"
                + " message}}}",
            "{\"f\":" + HttpText.quoted(file) + "}");
    if (!answer.contains("ENABLED")) {
      throw new IllegalStateException("the plugin " + id + " does not run: " + answer);
    }
  }

  private static String upload(int port, DeskApi api, String id, byte[] jar) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/files?name=" + id + ".jar"))
            .header("Authorization", "Bearer " + api.token())
            .header("Content-Type", "application/java-archive")
            .POST(HttpRequest.BodyPublishers.ofByteArray(jar))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException failed) {
      throw new UncheckedIOException("the plugin cannot be uploaded", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a plugin was uploaded", stopped);
    }
  }

  private byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
      jar.putNextEntry(new ZipEntry("META-INF/trestle/plugin.properties"));
      jar.write(MANIFEST.formatted(id, id, plugin.getName()).getBytes(StandardCharsets.UTF_8));
      for (Class<?> each = plugin; each != Object.class; each = each.getSuperclass()) {
        add(each, jar);
      }
      for (String other : others) {
        add(Class.forName(plugin.getPackageName() + "." + other), jar);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("the plugin cannot be packed", failed);
    } catch (ClassNotFoundException missing) {
      throw new IllegalStateException("the plugin is not whole", missing);
    }
    return bytes.toByteArray();
  }

  private static void add(Class<?> type, ZipOutputStream jar) throws IOException {
    String file = type.getName().replace('.', '/') + ".class";
    jar.putNextEntry(new ZipEntry(file));
    try (InputStream code = type.getClassLoader().getResourceAsStream(file)) {
      Objects.requireNonNull(code, file).transferTo(jar);
    }
    for (Class<?> inner : type.getDeclaredClasses()) {
      add(inner, jar);
    }
  }
}
