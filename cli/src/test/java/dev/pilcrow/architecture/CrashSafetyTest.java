package dev.pilcrow.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static dev.pilcrow.architecture.Production.CLASSES;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.TryCatchBlock;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.pilcrow.fifo.client.RunningHubClient;
import org.junit.jupiter.api.Test;

/** A process killed in the simulator must be as dead as one killed for real. */
class CrashSafetyTest {
  @Test
  void the_transport_catches_neither_Throwable_nor_Error() {
    classes()
        .that()
        .resideInAPackage("dev.pilcrow.fifo..")
        // never in the simulator: it has a thread of its own and the machine's kernel
        .and()
        .doNotBelongToAnyOf(RunningHubClient.class)
        .should(catchNothingAsWideAsAnError())
        .because(
            "the simulator kills a process by an Error thrown out of a system call, and code that goes on after"
                + " it would do what no killed process can; try-with-resources counts, since its close() runs")
        .check(CLASSES);
  }

  private static ArchCondition<JavaClass> catchNothingAsWideAsAnError() {
    return new ArchCondition<>("catch neither Throwable nor Error") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaCodeUnit unit : type.getCodeUnits()) {
          for (TryCatchBlock block : unit.getTryCatchBlocks()) {
            for (JavaClass caught : block.getCaughtThrowables()) {
              if (caught.isEquivalentTo(Throwable.class)
                  || Error.class.isAssignableFrom(caught.reflect())) {
                events.add(
                    SimpleConditionEvent.violated(
                        block,
                        unit.getFullName()
                            + " catches "
                            + caught.getName()
                            + " in "
                            + block.getSourceCodeLocation()));
              }
            }
          }
        }
      }
    };
  }
}
