package dev.trestle.host.code;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;

/** Finds the place in a class where a constant is used, for whoever has to change it. */
final class Uses {
  private Uses() {}

  /** Such as {@code The method com.acme.Plugin.start}; the class where no method uses it. */
  static String of(ClassModel model, PoolEntry wanted) {
    String name = model.thisClass().asInternalName().replace('/', '.');
    for (MethodModel method : model.methods()) {
      boolean uses =
          method
              .code()
              .filter(code -> code.elementStream().anyMatch(element -> uses(element, wanted)))
              .isPresent();
      if (uses) {
        return "The method " + name + "." + method.methodName().stringValue();
      }
    }
    return "The class " + name;
  }

  private static boolean uses(CodeElement element, PoolEntry wanted) {
    return switch (element) {
      case InvokeInstruction call -> is(call.method(), wanted) || is(call.owner(), wanted);
      case FieldInstruction field -> is(field.field(), wanted) || is(field.owner(), wanted);
      case NewObjectInstruction made -> is(made.className(), wanted);
      case NewReferenceArrayInstruction made -> is(made.componentType(), wanted);
      case TypeCheckInstruction check -> is(check.type(), wanted);
      case ConstantInstruction.LoadConstantInstruction load -> is(load.constantEntry(), wanted);
      case ExceptionCatch caught -> caught.catchType().filter(type -> is(type, wanted)).isPresent();
      case InvokeDynamicInstruction dynamic ->
          dynamic.invokedynamic().bootstrap().arguments().stream()
              .anyMatch(argument -> handles(argument, wanted));
      default -> false;
    };
  }

  private static boolean handles(LoadableConstantEntry argument, PoolEntry wanted) {
    return argument instanceof MethodHandleEntry handle && is(handle.reference(), wanted)
        || is(argument, wanted);
  }

  private static boolean is(PoolEntry entry, PoolEntry wanted) {
    return entry.index() == wanted.index()
        && (!(entry instanceof ClassEntry) || wanted instanceof ClassEntry);
  }
}
