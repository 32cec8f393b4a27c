package dev.pilcrow.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.pilcrow.architecture.Production.CLASSES;

import dev.pilcrow.protocol.hub.HubMode;
import org.junit.jupiter.api.Test;

/** The arrows between modules and packages: cli → transport-fifo → protocol, and never back. */
class ArrowsTest {
  @Test
  void nothing_depends_on_the_command() {
    classes()
        .that()
        .resideInAPackage("dev.pilcrow.cli..")
        .should()
        .onlyHaveDependentClassesThat()
        .resideInAPackage("dev.pilcrow.cli..")
        .because(
            "the hub, the client and the protocol are libraries; the command is one user of them")
        .check(CLASSES);
  }

  @Test
  void the_protocol_depends_on_no_other_module() {
    noClasses()
        .that()
        .resideInAPackage("dev.pilcrow.protocol..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.pilcrow.fifo..", "dev.pilcrow.cli..")
        .because("the simulator and the explorer run the protocol without any transport")
        .check(CLASSES);
  }

  @Test
  void the_fifo_package_knows_no_frame() {
    noClasses()
        .that()
        .resideInAPackage("dev.pilcrow.fifo")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.pilcrow.protocol..", "dev.pilcrow.fifo.hub..", "dev.pilcrow.fifo.client..")
        .because(
            "dev.pilcrow.fifo is the part that other projects reuse, with a wire format of their own")
        .check(CLASSES);
  }

  @Test
  void hub_and_client_know_nothing_of_each_other() {
    noClasses()
        .that()
        .resideInAPackage("dev.pilcrow.fifo.hub..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.pilcrow.fifo.client..")
        .because("what both need is the protocol's or the FIFO package's")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.pilcrow.fifo.client..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.pilcrow.fifo.hub..", "dev.pilcrow.protocol.hub..")
                .and(not(type(HubMode.class))))
        .because(
            "a client meets the hub through the wire only, like any stranger's client;"
                + " the mode is a word of the wire, in the welcome")
        .check(CLASSES);
  }

  @Test
  void frames_do_not_depend_on_the_hub() {
    noClasses()
        .that()
        .resideInAPackage("dev.pilcrow.protocol.frame..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.pilcrow.protocol.hub..", "dev.pilcrow.protocol.classic..")
        .because("clients use the frames and must not bring the hub along")
        .check(CLASSES);
  }

  @Test
  void packages_form_no_cycle() {
    slices()
        .matching("dev.pilcrow.(**)")
        .should()
        .beFreeOfCycles()
        .because("packages that need each other are one package, and should be read as one")
        .check(CLASSES);
  }
}
