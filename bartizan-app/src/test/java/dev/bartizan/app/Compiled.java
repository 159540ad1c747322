package dev.bartizan.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One class file: which module it is in, and which classes ({@code a.b.C}) and members ({@code
 * a.b.C.m(I)V}) its constant pool names.
 */
record Compiled(String module, String name, Set<String> uses, Set<String> calls) {
  private static final Pattern DESCRIBED = Pattern.compile("L([\\w$]+/[\\w/$]+)[;<]");

  /** The main classes of every module named {@code bartizan-*}, as last compiled. */
  static List<Compiled> all() {
    try (Stream<Path> modules = Files.list(Project.ROOT)) {
      return modules
          .filter(module -> module.getFileName().toString().startsWith("bartizan-"))
          .flatMap(Compiled::in)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String packageName() {
    return packageOf(name);
  }

  static String packageOf(String type) {
    return type.substring(0, Math.max(0, type.lastIndexOf('.')));
  }

  private static Stream<Compiled> in(Path module) {
    var classes = module.resolve("target/classes");
    if (!Files.isDirectory(classes)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .map(file -> read(module.getFileName().toString(), file))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Compiled read(String module, Path file) {
    try {
      var model = ClassFile.of().parse(file);
      var compiled =
          new Compiled(
              module, dotted(model.thisClass().asInternalName()), new TreeSet<>(), new TreeSet<>());
      model.constantPool().forEach(compiled::note);
      return compiled;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void note(PoolEntry entry) {
    if (entry instanceof ClassEntry type) {
      noteDescribed("L" + type.asInternalName() + ";");
    } else if (entry instanceof Utf8Entry text) {
      noteDescribed(text.stringValue());
    } else if (entry instanceof MemberRefEntry member) {
      calls.add(
          dotted(member.owner().asInternalName())
              + "."
              + member.name().stringValue()
              + member.type().stringValue());
    }
  }

  private void noteDescribed(String text) {
    DESCRIBED.matcher(text).results().map(found -> dotted(found.group(1))).forEach(uses::add);
  }

  private static String dotted(String internal) {
    return internal.replace('/', '.');
  }
}
