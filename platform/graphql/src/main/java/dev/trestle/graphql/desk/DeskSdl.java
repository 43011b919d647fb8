package dev.trestle.graphql.desk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The desk's schema texts, from the class path. */
final class DeskSdl {
  private static final String FOLDER = "/dev/trestle/schema/base/";

  private DeskSdl() {}

  static List<String> texts(List<String> names) {
    List<String> texts = new ArrayList<>();
    for (String name : names) {
      texts.add(text(FOLDER + name + ".graphqls"));
    }
    return texts;
  }

  private static String text(String path) {
    try (InputStream in = DeskSdl.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the schema text " + path + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalStateException("the schema text " + path + " cannot be read", unreadable);
    }
  }
}
