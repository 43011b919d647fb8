package dev.trestle.host.code;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.trestle.host.watch.Pulse;
import java.io.ByteArrayInputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the pulse into a class: a beat at the entry of each method, at each turn of a loop, and
 * before each call to the SDK, so that a condemned call cannot enter the desk again; word of where
 * its initializer begins and ends; a count of what larger arrays take; and tamed methods of the
 * Java platform.
 */
final class Weaver {
  private static final ClassLoader APPLICATION = Weaver.class.getClassLoader();
  private static final ClassDesc PULSE = ClassDesc.of(Pulse.class.getName());
  private static final MethodTypeDesc BEAT = MethodTypeDesc.of(CD_void);
  private static final MethodTypeDesc ARRAY = MethodTypeDesc.of(CD_int, CD_int, CD_int);
  private static final MethodTypeDesc TIMES = MethodTypeDesc.of(CD_long, CD_long, CD_int);
  private static final MethodTypeDesc VOLUME = MethodTypeDesc.of(CD_void, CD_long, CD_int);
  private static final MethodTypeDesc BEATING =
      MethodTypeDesc.ofDescriptor("(Ljava/lang/CharSequence;)Ljava/lang/CharSequence;");
  private static final int REFERENCE_BYTES = 4;
  private static final String SDK = "dev/trestle/sdk/";

  private final ClassFile classFile;
  private final PlatformCalls platform;

  /**
   * @param files gives the class files of the plugin and of those it requires by their paths, for
   *     the frames of its methods
   * @param mayHaveThreads whether calls that need threads stay as they are
   */
  Weaver(Function<String, byte @Nullable []> files, boolean mayHaveThreads) {
    this.classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy(files)));
    this.platform = new PlatformCalls(mayHaveThreads);
  }

  static ClassHierarchyResolver hierarchy(Function<String, byte @Nullable []> files) {
    ClassHierarchyResolver jars =
        ClassHierarchyResolver.ofResourceParsing(type -> {
          String descriptor = type.descriptorString();
          byte[] code = files.apply(descriptor.substring(1, descriptor.length() - 1) + ".class");
          return code == null ? null : new ByteArrayInputStream(code);
        });
    return jars.orElse(ClassHierarchyResolver.ofClassLoading(APPLICATION))
        // What is nowhere is only named, by a library that can do without it.
        .orElse(_ -> ClassHierarchyResolver.ClassHierarchyInfo.ofClass(CD_Object))
        // Several threads of a plugin may name their first classes at once.
        .cached(ConcurrentHashMap::new);
  }

  byte[] woven(byte[] classBytes) {
    return classFile.transformClass(
        classFile.parse(classBytes),
        (type, element) -> {
          if (element instanceof MethodModel method) {
            type.transformMethod(
                method, MethodTransform.transformingCode(CodeTransform.ofStateful(body(method))));
          } else {
            type.with(element);
          }
        });
  }

  private Supplier<CodeTransform> body(MethodModel method) {
    boolean initializes = method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME);
    return initializes ? Initializer::new : Body::new;
  }

  /** The transformation of a class's initializer, told of as long as it runs. */
  private final class Initializer extends Body {
    private @Nullable Label begin;

    @Override
    public void atStart(CodeBuilder code) {
      code.invokestatic(PULSE, "initializing", BEAT);
      begin = code.newBoundLabel();
      super.atStart(code);
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      if (element instanceof ReturnInstruction) {
        code.invokestatic(PULSE, "initialized", BEAT);
      }
      super.accept(code, element);
    }

    @Override
    public void atEnd(CodeBuilder code) {
      Label thrown = code.newBoundLabel();
      code.exceptionCatchAll(Objects.requireNonNull(begin), thrown, thrown)
          .invokestatic(PULSE, "initialized", BEAT)
          .athrow();
    }
  }

  /** The transformation of one method's code. */
  private class Body implements CodeTransform {
    private final Set<Label> behind = new HashSet<>();

    @Override
    public void atStart(CodeBuilder code) {
      // Also where nothing is called: the platform's own loops call the shortest of lambdas.
      beat(code);
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      switch (element) {
        case LabelTarget label -> behind.add(label.label());
        case BranchInstruction branch -> beatIf(behind.contains(branch.target()), code);
        case TableSwitchInstruction choice ->
            beatIf(goesBack(choice.cases(), choice.defaultTarget()), code);
        case LookupSwitchInstruction choice ->
            beatIf(goesBack(choice.cases(), choice.defaultTarget()), code);
        case NewPrimitiveArrayInstruction array -> count(code, bytes(array.typeKind()));
        case NewReferenceArrayInstruction _ -> count(code, REFERENCE_BYTES);
        case NewMultiArrayInstruction array -> countAll(code, array);
        case InvokeInstruction call when platform.tamed(call) -> {
          tame(code, call);
          return;
        }
        case InvokeInstruction call -> prepare(code, call);
        default -> {}
      }
      code.with(element);
    }

    private boolean goesBack(List<SwitchCase> cases, Label otherwise) {
      return behind.contains(otherwise)
          || cases.stream().anyMatch(choice -> behind.contains(choice.target()));
    }
  }

  private static boolean callsSdk(InvokeInstruction call) {
    return call.opcode() == Opcode.INVOKEINTERFACE && call.owner().asInternalName().startsWith(SDK);
  }

  private void prepare(CodeBuilder code, InvokeInstruction call) {
    if (callsSdk(call)) {
      beat(code);
    } else if (platform.matches(call)) {
      code.invokestatic(PlatformCalls.TAMED, "beating", BEATING);
    } else if (platform.mayRunParallel(call)) {
      code.pop().iconst_0();
    } else {
      Integer bytes = platform.sized(call);
      if (bytes != null) {
        count(code, bytes);
      }
    }
  }

  private static void tame(CodeBuilder code, InvokeInstruction call) {
    MethodTypeDesc type = call.typeSymbol().insertParameterTypes(0, call.owner().asSymbol());
    code.invokestatic(PlatformCalls.TAMED, call.name().stringValue(), type);
  }

  private static void beatIf(boolean needed, CodeBuilder code) {
    if (needed) {
      beat(code);
    }
  }

  private static void beat(CodeBuilder code) {
    code.invokestatic(PULSE, "beat", BEAT);
  }

  private static void count(CodeBuilder code, int bytes) {
    code.loadConstant(bytes).invokestatic(PULSE, "array", ARRAY);
  }

  /** The lengths are kept in variables of their own while their product is made. */
  private static void countAll(CodeBuilder code, NewMultiArrayInstruction array) {
    int[] lengths = new int[array.dimensions()];
    for (int i = lengths.length - 1; i >= 0; i--) {
      lengths[i] = code.allocateLocal(TypeKind.INT);
      code.istore(lengths[i]);
    }
    code.lconst_1();
    for (int length : lengths) {
      code.iload(length).invokestatic(PULSE, "times", TIMES);
    }
    ClassDesc element = array.arrayType().asSymbol();
    for (int i = 0; i < lengths.length; i++) {
      element = element.componentType();
    }
    code.loadConstant(bytes(TypeKind.from(element))).invokestatic(PULSE, "volume", VOLUME);
    for (int length : lengths) {
      code.iload(length);
    }
  }

  private static int bytes(TypeKind kind) {
    return switch (kind) {
      case BOOLEAN, BYTE -> 1;
      case CHAR, SHORT -> 2;
      case INT, FLOAT -> 4;
      case LONG, DOUBLE -> 8;
      case REFERENCE, VOID -> REFERENCE_BYTES;
    };
  }
}
