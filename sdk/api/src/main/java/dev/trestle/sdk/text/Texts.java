package dev.trestle.sdk.text;

import dev.trestle.sdk.promise.Api;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's texts by language, from the files {@code texts/<language tag>.properties} in its jar,
 * in UTF-8. {@code en} must be there and must have every key.
 */
@Api
public interface Texts {
  /**
   * The text of this key in the nearest language there is: the tag itself, its language, English.
   * Places {@code {0}}, {@code {1}} ... take the arguments as they are.
   *
   * @param language a tag, such as {@code de-AT}; null for English
   * @throws IllegalArgumentException when no language has the key
   */
  String text(@Nullable String language, String key, Object... arguments);

  /** The tags of the languages there are, in order. */
  List<String> languages();
}
