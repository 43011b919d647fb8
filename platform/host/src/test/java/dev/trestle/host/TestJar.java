package dev.trestle.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trestle.sdk.plugin.DeskPlugin;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;

/** A plugin's jar, made in memory from source text. */
public final class TestJar {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
  private static final Pattern PACKAGE = Pattern.compile("package\\s+([\\w.]+);");
  private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|enum|record) (\\w+)");

  private final Map<String, String> manifest = new LinkedHashMap<>();
  private final List<String> sources = new ArrayList<>();
  private final List<byte[]> libraries = new ArrayList<>();
  private final Map<String, byte[]> files = new TreeMap<>();

  private TestJar(String id) {
    manifest.put("id", id);
    manifest.put("version", "1.0.0");
    manifest.put("name", "Test " + id);
    manifest.put("description", "Made by a test.");
    manifest.put("vendor", "Acme");
    manifest.put("plugin.class", "acme." + id.replace("-", "") + ".Main");
    manifest.put("sdk", ">=0.1.0 <0.2.0");
  }

  public static TestJar of(String id) {
    return new TestJar(id);
  }

  /** A plugin whose main class {@code Main} has this body, and every import it may need. */
  public static TestJar withBody(String id, String body) {
    return of(id).main(body);
  }

  /** The class {@code Main} with this body. */
  public TestJar main(String body) {
    return source(
        """
        package acme.%s;
        import dev.trestle.sdk.command.*;
        import dev.trestle.sdk.desk.*;
        import dev.trestle.sdk.event.*;
        import dev.trestle.sdk.http.*;
        import dev.trestle.sdk.lists.*;
        import dev.trestle.sdk.plugin.*;
        import dev.trestle.sdk.problem.*;
        import dev.trestle.sdk.record.*;
        import dev.trestle.sdk.schema.*;
        import dev.trestle.sdk.settings.*;
        import java.util.*;
        import java.util.function.*;
        public class Main implements DeskPlugin {
        %s
        }
        """
            .formatted(manifest.get("id").replace("-", ""), body));
  }

  public TestJar source(String text) {
    sources.add(text);
    return this;
  }

  /** Compiles against another plugin's jar, without taking it in. */
  public TestJar against(byte[] jar) {
    libraries.add(jar);
    return this;
  }

  public TestJar says(String field, String value) {
    manifest.put(field, value);
    return this;
  }

  public TestJar file(String name, String content) {
    return file(name, content.getBytes(UTF_8));
  }

  public TestJar file(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  public byte[] jar() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put(
        "META-INF/trestle/plugin.properties",
        String.join(
                "\n",
                manifest.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList())
            .getBytes(UTF_8));
    all.putAll(compiled(sources, libraries));
    all.putAll(files);
    return zip(all);
  }

  public PluginPackage admitted() {
    return PluginPackage.of(jar());
  }

  static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return out.toByteArray();
  }

  /** The class files of these sources, by path. */
  public static Map<String, byte[]> compiled(List<String> sources, List<byte[]> libraries) {
    if (sources.isEmpty()) {
      return Map.of();
    }
    Map<String, ByteArrayOutputStream> made = new TreeMap<>();
    List<String> complaints = new ArrayList<>();
    try (StandardJavaFileManager standard = COMPILER.getStandardFileManager(null, null, UTF_8)) {
      List<Path> path = new ArrayList<>();
      // The host is there for plugins that name what they may not.
      for (Class<?> type :
          List.of(DeskPlugin.class, NullMarked.class, Logger.class, PluginHost.class)) {
        path.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
      }
      for (byte[] library : libraries) {
        Path file = Files.createTempFile("library", ".jar");
        file.toFile().deleteOnExit();
        Files.write(file, library);
        path.add(file);
      }
      JavaFileManager memory =
          new ForwardingJavaFileManager<JavaFileManager>(standard) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
              return new SimpleJavaFileObject(URI.create("memory:///" + name + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                  ByteArrayOutputStream out = new ByteArrayOutputStream();
                  made.put(name.replace('.', '/') + ".class", out);
                  return out;
                }
              };
            }
          };
      boolean sound =
          COMPILER
              .getTask(
                  null,
                  memory,
                  complaint -> complaints.add(complaint.toString()),
                  List.of(
                      "--release",
                      "25",
                      "-proc:none",
                      "-classpath",
                      String.join(File.pathSeparator, path.stream().map(Path::toString).toList())),
                  null,
                  sources.stream().map(TestJar::fileOf).toList())
              .call();
      if (!sound) {
        throw new IllegalArgumentException(String.join("\n", complaints));
      }
    } catch (IOException | URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
    Map<String, byte[]> classes = new TreeMap<>();
    made.forEach((name, out) -> classes.put(name, out.toByteArray()));
    return classes;
  }

  private static JavaFileObject fileOf(String source) {
    Matcher in = PACKAGE.matcher(source);
    Matcher type = TYPE.matcher(source);
    String folder = in.find() ? in.group(1).replace('.', '/') + "/" : "";
    String name = type.find() ? type.group(1) : "package-info";
    return new SimpleJavaFileObject(
        URI.create("memory:///" + folder + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreErrors) {
        return source;
      }
    };
  }
}
