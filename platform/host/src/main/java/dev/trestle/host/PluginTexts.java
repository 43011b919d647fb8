package dev.trestle.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trestle.host.archive.PluginArchive;
import dev.trestle.host.archive.PluginRefused;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.text.Texts;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A plugin's texts, read from its jar once. */
final class PluginTexts implements Texts {
  private static final String CODE = "PLUGIN_TEXTS_INVALID";
  private static final String ENGLISH = "en";
  private static final Pattern FILE = Pattern.compile("texts/([A-Za-z0-9-]+)\\.properties");
  private static final Pattern PLACE = Pattern.compile("\\{(\\d{1,2})}");

  private final TreeMap<String, Properties> languages = new TreeMap<>();

  private PluginTexts() {}

  /**
   * @throws PluginRefused when a file cannot be read, or English lacks what another has
   */
  static PluginTexts of(PluginArchive archive) {
    PluginTexts texts = new PluginTexts();
    List<Problem> problems = new ArrayList<>();
    for (String name : archive.names()) {
      Matcher file = FILE.matcher(name);
      byte[] content = file.matches() ? archive.content(name) : null;
      if (content != null) {
        texts.read(file.group(1), name, content, problems);
      }
    }
    Properties english = texts.languages.get(ENGLISH);
    texts.languages.forEach((tag, known) -> {
      for (String key : known.stringPropertyNames()) {
        if (english == null || !english.containsKey(key)) {
          problems.add(
              problem(
                  "texts/"
                      + tag
                      + ".properties has the key "
                      + key
                      + ", which texts/en.properties lacks; add it there."));
        }
      }
    });
    if (!problems.isEmpty()) {
      throw new PluginRefused(problems);
    }
    return texts;
  }

  private void read(String tag, String name, byte[] content, List<Problem> problems) {
    Properties known = new Properties();
    try {
      known.load(new StringReader(new String(content, UTF_8)));
      languages.put(Locale.forLanguageTag(tag).toLanguageTag(), known);
    } catch (IOException | IllegalArgumentException malformed) {
      problems.add(problem(name + " is not a properties file."));
    }
  }

  private static Problem problem(String message) {
    return Problem.of(ProblemType.INVALID, CODE, message);
  }

  @Override
  public String text(@Nullable String language, String key, Object... arguments) {
    String tag = language == null ? ENGLISH : Locale.forLanguageTag(language).toLanguageTag();
    while (!tag.isEmpty()) {
      String found = found(tag, key);
      if (found != null) {
        return filled(found, arguments);
      }
      tag = tag.substring(0, Math.max(0, tag.lastIndexOf('-')));
    }
    String english = found(ENGLISH, key);
    if (english == null) {
      throw new IllegalArgumentException("no text has the key " + key);
    }
    return filled(english, arguments);
  }

  private @Nullable String found(String tag, String key) {
    Properties known = languages.get(tag);
    return known == null ? null : known.getProperty(key);
  }

  /** A place without an argument stays as it is, so that one sees what is missing. */
  private static String filled(String text, Object[] arguments) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> {
          int index = Integer.parseInt(place.group(1));
          return Matcher.quoteReplacement(
              index < arguments.length ? String.valueOf(arguments[index]) : place.group());
        });
  }

  @Override
  public List<String> languages() {
    return List.copyOf(languages.keySet());
  }
}
