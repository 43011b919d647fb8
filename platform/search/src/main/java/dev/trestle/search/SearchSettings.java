package dev.trestle.search;

/**
 * How the index is kept.
 *
 * @param language ISO 639-1 of texts too short to show their language
 * @param bufferMegabytes heap for documents not yet written to the index's files
 * @param awaitMillis how long a search waits for the feeder to reach the caller's last write
 */
public record SearchSettings(String language, int bufferMegabytes, long awaitMillis) {

  public static final SearchSettings USUAL = new SearchSettings("en", 32, 5_000);

  public SearchSettings {
    if (Language.ofCode(language) == null) {
      throw new IllegalArgumentException("No word forms are known for language " + language);
    }
    if (bufferMegabytes < 1 || bufferMegabytes > 1_024) {
      throw new IllegalArgumentException("bufferMegabytes must be 1 to 1024");
    }
    if (awaitMillis < 0 || awaitMillis > 600_000) {
      throw new IllegalArgumentException("awaitMillis must be 0 to 600000");
    }
  }

  Language fallback() {
    Language language = Language.ofCode(this.language);
    return language == null ? Language.ENGLISH : language;
  }
}
