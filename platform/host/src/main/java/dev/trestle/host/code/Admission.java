package dev.trestle.host.code;

import dev.trestle.host.archive.PluginArchive;
import dev.trestle.host.archive.PluginRefused;
import dev.trestle.sdk.problem.Problem;
import dev.trestle.sdk.problem.ProblemType;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.reflect.AccessFlag;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads every class of a plugin before one of them is defined, and refuses those that name what
 * plugins may not. What is named stands in a class's table of constants, whichever way it is used:
 * called, handed on as a method reference, extended or caught.
 *
 * <p>This is no sandbox, and does not replace knowing whose code it is: it keeps honest plugins
 * honest and makes dishonest ones stand out.
 */
public final class Admission {
  private static final String CODE = "PLUGIN_CODE_REFUSED";
  private static final int PROBLEMS_MAX = 50;
  private static final int OLDEST = ClassFile.JAVA_8_VERSION;
  private static final int NEWEST = ClassFile.JAVA_25_VERSION;
  private static final int PREVIEW = 0xFFFF;
  private static final String OWN_HOUSE = "dev.trestle.";
  private static final String FIRST_PARTY = "dev.trestle.plugins.";

  private final CodeRules rules;
  private final Ancestors ancestors;
  private final Set<Problem> problems = new LinkedHashSet<>();

  private Admission(CodeRules rules, Ancestors ancestors) {
    this.rules = rules;
    this.ancestors = ancestors;
  }

  /**
   * Judges all classes of a jar.
   *
   * @param abilities that the manifest asks for
   * @throws PluginRefused naming classes, methods and what to use in place of what they use
   */
  public static void require(PluginArchive archive, List<String> abilities) {
    Admission admission = new Admission(CodeRules.with(abilities), new Ancestors(archive::content));
    for (String name : archive.names()) {
      if (name.endsWith(".class") && !name.endsWith("module-info.class")) {
        admission.judge(name, archive.content(name));
      }
    }
    if (!admission.problems.isEmpty()) {
      throw new PluginRefused(List.copyOf(admission.problems));
    }
  }

  private void judge(String file, byte @Nullable [] code) {
    if (code == null || code.length < 8) {
      refuse("The file " + file + " cannot be read as a class; compile it again.");
      return;
    }
    ByteBuffer header = ByteBuffer.wrap(code);
    int minor = header.getShort(4) & 0xFFFF;
    int major = header.getShort(6) & 0xFFFF;
    if (major > NEWEST || minor == PREVIEW) {
      refuse(
          "The file "
              + file
              + " is compiled for a Java newer than 25, or with a preview of it; compile with"
              + " --release 25 or lower.");
      return;
    }
    if (major < OLDEST) {
      refuse("The file " + file + " is compiled for a Java before 8; compile it again.");
      return;
    }
    try {
      ClassModel model = ClassFile.of().parse(code);
      String name = model.thisClass().asInternalName().replace('/', '.');
      requireForm(model, name, file);
      requireParents(name);
      requireOwnMethods(model, name);
      for (PoolEntry entry : model.constantPool()) {
        if (entry instanceof ClassEntry named) {
          requireClass(model, named);
        } else if (entry instanceof MemberRefEntry named) {
          requireMember(model, named);
        }
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
      refuse("The file " + file + " cannot be read as a class; compile it again.");
    }
  }

  private void requireForm(ClassModel model, String name, String file) {
    if (!file.equals(name.replace('.', '/') + ".class")) {
      refuse("The file " + file + " holds the class " + name + ", which belongs elsewhere.");
    }
    if (CodeRules.isOfPlatform(name)
        || CodeRules.isOfSdk(name)
        || name.startsWith("org.slf4j.")
        || name.startsWith(OWN_HOUSE) && !name.startsWith(FIRST_PARTY)) {
      refuse("The class " + name + " stands in a package that is not the plugin's; move it.");
    }
  }

  private void requireParents(String name) {
    for (String parent : ancestors.of(name)) {
      CodeRules.Closed closed = rules.closedToHeirs(parent);
      if (closed != null) {
        refuse("The class " + name + " extends " + parent + ": " + CodeRules.sentence(closed));
      }
    }
  }

  private void requireOwnMethods(ClassModel model, String name) {
    for (MethodModel method : model.methods()) {
      String shown = name + "." + method.methodName().stringValue();
      if (method.flags().has(AccessFlag.NATIVE)) {
        refuse("The method " + shown + " is native: no plugin may; write it in Java");
      }
      if (method.methodName().equalsString("finalize") && method.methodType().equalsString("()V")) {
        refuse("The method " + shown + " is a finalizer: no plugin may; use try with resources");
      }
    }
  }

  private void requireClass(ClassModel model, ClassEntry named) {
    String internal = named.asInternalName();
    if (internal.startsWith("[")) {
      internal = internal.replaceFirst("^\\[+L?", "").replaceFirst(";$", "");
    }
    String type = internal.replace('/', '.');
    if (type.length() == 1) {
      return;
    }
    if (CodeRules.isOfPlatform(type)) {
      CodeRules.Closed closed = rules.closedClass(type);
      if (closed != null) {
        refuse(Uses.of(model, named) + " names " + type + ": " + CodeRules.sentence(closed));
      }
    } else if (type.startsWith(OWN_HOUSE)
        && !type.startsWith(FIRST_PARTY)
        && !CodeRules.isOfSdk(type)) {
      refuse(
          Uses.of(model, named)
              + " names "
              + type
              + ", which is the desk's own: no plugin may; use what the SDK offers");
    } else if (type.startsWith("org.slf4j.") && !CodeRules.isOfSdk(type)) {
      refuse(Uses.of(model, named) + " names " + type + ": use org.slf4j.Logger alone");
    }
  }

  private void requireMember(ClassModel model, MemberRefEntry named) {
    String owner = named.owner().asInternalName();
    if (owner.startsWith("[")) {
      return;
    }
    String type = owner.replace('/', '.');
    String member = named.name().stringValue();
    for (String ancestor : ancestors.of(type)) {
      CodeRules.Closed closed =
          rules.closedMember(ancestor, member, named.type().stringValue(), ancestor.equals(type));
      if (closed != null) {
        refuse(
            Uses.of(model, named)
                + " names "
                + ancestor
                + "."
                + member
                + ": "
                + CodeRules.sentence(closed));
        return;
      }
    }
  }

  private void refuse(String message) {
    if (problems.size() < PROBLEMS_MAX) {
      problems.add(
          Problem.of(ProblemType.INVALID, CODE, message.endsWith(".") ? message : message + "."));
    }
  }
}
