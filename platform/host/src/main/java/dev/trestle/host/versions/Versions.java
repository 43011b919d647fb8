package dev.trestle.host.versions;

import com.github.zafarkhaja.semver.ParseException;
import com.github.zafarkhaja.semver.Version;
import java.util.regex.Pattern;
import org.pf4j.DefaultVersionManager;
import org.pf4j.VersionManager;

/** Compares versions with ranges such as {@code >=0.1.0 <0.2.0}, {@code ^1.2} or {@code 1.x}. */
public final class Versions {
  // The library wants a sign between conditions that all must hold; people write a space.
  private static final Pattern BETWEEN = Pattern.compile("(?<=[0-9A-Za-z*])\\s+(?=[<>=^~!0-9])");
  private static final Pattern QUALIFIER = Pattern.compile("[-+].*$");

  private static final VersionManager VERSIONS = new DefaultVersionManager();

  private Versions() {}

  public static boolean isVersion(String text) {
    return Version.isValid(text);
  }

  public static boolean isRange(String text) {
    if (text.isBlank()) {
      return false;
    }
    try {
      VERSIONS.checkVersionConstraint("1.0.0", normal(text));
      return true;
    } catch (ParseException malformed) {
      return false;
    }
  }

  /** Whether a version lies in a range; in the empty one all do. */
  public static boolean within(String version, String range) {
    return range.isBlank() || VERSIONS.checkVersionConstraint(version, normal(range));
  }

  /** Below zero, zero or above as the first is older than, as new as or newer than the second. */
  public static int compare(String one, String other) {
    return VERSIONS.compareVersions(one, other);
  }

  /** A snapshot of a release counts as that release when ranges are asked. */
  public static String withoutQualifier(String version) {
    return QUALIFIER.matcher(version).replaceFirst("");
  }

  /** The range as PF4J wants it. */
  public static String normal(String range) {
    return BETWEEN.matcher(range.strip()).replaceAll(" & ");
  }
}
