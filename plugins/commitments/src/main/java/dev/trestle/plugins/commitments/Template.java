package dev.trestle.plugins.commitments;

import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A text for customers, in several languages.
 *
 * @param nameKey the name in lower case, so that no two are called the same
 */
record Template(
    UUID id, int version, String name, String nameKey, List<InLanguage> texts, boolean archived)
    implements DeskRecord {

  static final RecordType<Template> TEMPLATES =
      RecordType.of("template", Template.class)
          .unique("name", "COMMITMENT_TEMPLATE_NAME_TAKEN", "nameKey")
          .sorted("byName", "nameKey");

  Template {
    texts = List.copyOf(texts);
  }

  /**
   * The text in one language.
   *
   * @param language a language tag, such as {@code de-AT}
   */
  record InLanguage(String language, String text) {}

  /** The text for a reader: by the whole tag, by its language, by the fallback, or the first. */
  InLanguage nearest(@Nullable String wanted, String fallback) {
    for (String tag : new String[] {wanted, language(wanted), fallback, language(fallback)}) {
      for (InLanguage text : texts) {
        if (tag != null && text.language().equalsIgnoreCase(tag)) {
          return text;
        }
      }
    }
    return texts.getFirst();
  }

  private static @Nullable String language(@Nullable String tag) {
    return tag == null ? null : Locale.forLanguageTag(tag).getLanguage();
  }
}
