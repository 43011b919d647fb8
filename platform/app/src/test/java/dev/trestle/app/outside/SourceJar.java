package dev.trestle.app.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A plugin's jar, made in memory from the source of its main class. */
public final class SourceJar {
  private final Map<String, String> manifest = new LinkedHashMap<>();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private final String className;

  private SourceJar(String id, String version, String className) {
    this.className = className;
    says("id", id).says("version", version);
    says("name", Character.toUpperCase(id.charAt(0)) + id.substring(1));
    says("description", "Made for a test.");
    says("vendor", "Test");
    says("plugin.class", className);
    says("sdk", ">=0.1.0 <0.2.0");
  }

  /** One whose main class is called so. */
  public static SourceJar of(String id, String version, String className) {
    return new SourceJar(id, version, className);
  }

  /** Says something in its manifest. */
  public SourceJar says(String field, String value) {
    manifest.put(field, value);
    return this;
  }

  public SourceJar schema(String text) {
    return text.isEmpty() ? this : file("schema.graphqls", text);
  }

  public SourceJar file(String path, String content) {
    entries.put(path, content.getBytes(UTF_8));
    return this;
  }

  /** Compiles the main class, with whatever stands inside of it. */
  public SourceJar source(String text) {
    entries.putAll(compiled(className, text));
    return this;
  }

  public byte[] bytes() {
    StringBuilder lines = new StringBuilder();
    manifest.forEach((field, value) -> lines.append(field).append('=').append(value).append('\n'));
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("META-INF/trestle/plugin.properties", lines.toString().getBytes(UTF_8));
    all.putAll(entries);
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(jar)) {
      for (Map.Entry<String, byte[]> entry : all.entrySet()) {
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
              Location location, String binaryName, JavaFileObject.Kind kind, FileObject sibling) {
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
    List<String> options =
        List.of("--release", "25", "-proc:none", "-cp", System.getProperty("java.class.path"));
    if (!compiler.getTask(null, files, found, options, null, List.of(text)).call()) {
      throw new AssertionError(
          found.getDiagnostics().stream().map(Diagnostic::toString).toList().toString());
    }
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    classes.forEach((path, content) -> bytes.put(path, content.toByteArray()));
    return bytes;
  }
}
