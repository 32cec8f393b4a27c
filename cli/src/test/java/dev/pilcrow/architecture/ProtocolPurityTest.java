package dev.pilcrow.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.pilcrow.architecture.Production.CLASSES;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The protocol is a function of its inputs: the same inputs give the same effects, on every
 * machine, in production, in the simulator and in the explorer.
 */
class ProtocolPurityTest {
  private static final String PROTOCOL = "dev.pilcrow.protocol..";

  /**
   * All that the protocol may use. Left out on purpose: java.io, java.net, java.nio.file,
   * .channels, java.time, logging.
   */
  private static final String[] PURE_PACKAGES = {
    PROTOCOL,
    "java.lang",
    "java.lang.annotation",
    "java.lang.invoke",
    "java.lang.runtime",
    "java.nio",
    "java.nio.charset",
    "java.util",
    "java.util.function",
    "java.util.stream",
    "org.jspecify.annotations",
  };

  /** The impure classes of those packages. */
  private static final Set<String> IMPURE_CLASSES =
      Set.of(
          "java.lang.InheritableThreadLocal",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.ProcessHandle",
          "java.lang.Runtime",
          "java.lang.System$Logger",
          "java.lang.System$LoggerFinder",
          "java.lang.Thread",
          "java.lang.ThreadGroup",
          "java.lang.ThreadLocal",
          "java.util.Calendar",
          "java.util.Date",
          "java.util.GregorianCalendar",
          "java.util.Random",
          "java.util.Scanner",
          "java.util.ServiceLoader",
          "java.util.SplittableRandom",
          "java.util.Timer",
          "java.util.UUID");

  @Test
  void only_pure_packages_are_used() {
    DescribedPredicate<JavaClass> pure =
        describe(
            "in a pure package",
            type ->
                type.getBaseComponentType().isPrimitive()
                    || resideInAnyPackage(PURE_PACKAGES).test(type.getBaseComponentType()));
    classes()
        .that()
        .resideInAPackage(PROTOCOL)
        .should()
        .onlyDependOnClassesThat(pure)
        .because(
            "the protocol has no clock, thread, file, randomness or log; time comes in with each input")
        .check(CLASSES);
  }

  @Test
  void no_impure_class_of_those_packages_is_used() {
    noClasses()
        .that()
        .resideInAPackage(PROTOCOL)
        .should()
        .dependOnClassesThat(
            describe(
                "impure", type -> IMPURE_CLASSES.contains(type.getBaseComponentType().getName())))
        .because("what differs from run to run cannot be replayed or searched")
        .check(CLASSES);
  }

  @Test
  void of_System_only_arraycopy_is_used() {
    DescribedPredicate<JavaAccess<?>> system =
        describe(
            "to System, but for arraycopy",
            access ->
                access.getTargetOwner().isEquivalentTo(System.class)
                    && !access.getTarget().getName().equals("arraycopy"));
    noClasses()
        .that()
        .resideInAPackage(PROTOCOL)
        .should()
        .accessTargetWhere(system)
        .because("System is the clock, the environment and the standard streams")
        .check(CLASSES);
  }

  @Test
  void nothing_is_random() {
    noClasses()
        .that()
        .resideInAPackage(PROTOCOL)
        .should()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(StrictMath.class, "random")
        .because("tokens come in as an input, so that the simulator can choose them")
        .check(CLASSES);
  }
}
