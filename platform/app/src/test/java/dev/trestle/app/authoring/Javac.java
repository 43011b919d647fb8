package dev.trestle.app.authoring;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles a project's main code against the class path of the tests. */
public final class Javac {
  private Javac() {}

  /** The folder of classes and resources, as Maven would leave it. */
  public static Path compile(Path project) throws IOException {
    Path classes = Files.createDirectories(project.resolve("target/classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> sources = Files.walk(project.resolve("src/main/java"))) {
      List<Path> java = sources.filter(path -> path.toString().endsWith(".java")).toList();
      List<String> options =
          new ArrayList<>(List.of("-d", classes.toString(), "--release", "25", "-proc:none"));
      options.addAll(List.of("-cp", System.getProperty("java.class.path")));
      if (!compiler
          .getTask(messages, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
          .call()) {
        throw new IllegalStateException(messages.toString());
      }
    }
    Path resources = project.resolve("src/main/resources");
    try (Stream<Path> all = Files.walk(resources)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path target = classes.resolve(resources.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.writeString(target, Files.readString(file).replace("${project.version}", "1.0.0"));
      }
    }
    return classes;
  }
}
