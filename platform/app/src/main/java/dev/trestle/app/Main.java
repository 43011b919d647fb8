package dev.trestle.app;

/** The command line of the one jar. */
public final class Main {

  private Main() {}

  /**
   * Prints how to use the jar.
   *
   * @param args the command and its flags
   */
  public static void main(String[] args) {
    System.out.println(
        "Usage: java -jar trestle.jar serve|import|verify|rebuild|backup|restore|export --help");
  }
}
