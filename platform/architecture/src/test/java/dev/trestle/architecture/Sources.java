package dev.trestle.architecture;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The rules that only the text of a file can show. */
final class Sources {

  static final int LINES_MAX = 600;

  private static final long BYTES_MAX = 4_000_000;

  private static final Set<String> NOT_OURS =
      Set.of(".git", "target", "node_modules", ".idea", ".gradle");

  // Spelled in parts, so that this file keeps its own rule.
  private static final Pattern REGISTRY =
      Pattern.compile(
          String.join(
              "|",
              "repo1?\\.maven\\." + "(apache\\.)?org",
              "central\\.sona" + "type\\.",
              "oss\\.sona" + "type\\.org",
              "registry\\.npm" + "js\\.",
              "registry\\.yarn" + "pkg\\.",
              "plugins\\.grad" + "le\\.org",
              "maven\\.goo" + "gle\\.com",
              "jcen" + "ter\\.bintray",
              "jit" + "pack\\.io",
              "py" + "pi\\.org",
              "files\\.python" + "hosted\\.org",
              "static\\.crat" + "es\\.io",
              "proxy\\.gol" + "ang\\.org"));

  private static final Pattern MACHINE_PATH =
      Pattern.compile(
          "(?<![\\w./-])(/wo"
              + "rk/(main|shared)|/ro"
              + "ot/|/tm"
              + "p/wt\\b|/Us"
              + "ers/[a-z]|/ho"
              + "me/(?!linuxbrew)[a-z])");

  private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

  private Sources() {}

  /** The folder with the wrapper script, from wherever the tests run. */
  static Path root() {
    Path folder = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = Optional.ofNullable(folder.getParent()).orElseThrow();
    }
    return folder;
  }

  /** All our text files by their path from the root; what is not UTF-8 is left out. */
  static Map<String, String> texts(Path root) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(String.valueOf(folder.getFileName()))
                    || folder.equals(root.resolve("data"))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            boolean ours = !NOT_OURS.contains(String.valueOf(file.getFileName()));
            if (ours && attributes.isRegularFile() && attributes.size() <= BYTES_MAX) {
              readText(file).ifPresent(text -> texts.put(name(root, file), text));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return texts;
  }

  private static Optional<String> readText(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
    } catch (MalformedInputException e) {
      return Optional.empty();
    }
  }

  private static String name(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  static List<String> registriesIn(String text) {
    return REGISTRY.matcher(text).results().map(found -> found.group()).distinct().toList();
  }

  static List<String> machinePathsIn(String text) {
    return MACHINE_PATH.matcher(text).results().map(found -> found.group()).distinct().toList();
  }

  static boolean tooLong(String text) {
    return text.lines().count() > LINES_MAX;
  }

  /** What is missing in the text of a package-info.java; empty when it is as it should be. */
  static Optional<String> missingInPackageInfo(String text) {
    if (!Pattern.compile("^@NullMarked$", Pattern.MULTILINE).matcher(text).find()) {
      return Optional.of("@NullMarked");
    }
    var comment = COMMENT.matcher(text);
    if (!comment.find()) {
      return Optional.of("a doc comment");
    }
    String words = comment.group(1).replaceAll("(?m)^\\s*\\*", " ").strip();
    boolean sentence = words.split("\\s+").length >= 4 && words.matches("(?s).*[.!?]\\W*");
    return sentence ? Optional.empty() : Optional.of("a sentence");
  }
}
