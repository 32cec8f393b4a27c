package dev.pilcrow.mutants.inside;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.pilcrow.mutants.CpuTime;
import dev.pilcrow.mutants.Kill;
import dev.pilcrow.mutants.Killer;
import dev.pilcrow.mutants.Order;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The product's own tests, class by class until one fails. */
public final class TestKiller implements Killer {
  @Override
  public @Nullable Kill attack(Order order) throws ClassNotFoundException {
    long begun = CpuTime.nanos();
    Launcher launcher = LauncherFactory.create();
    for (String name : order.tests()) {
      if (order.isOver(begun)) {
        return null;
      }
      Class<?> tests = Class.forName(name, true, TestKiller.class.getClassLoader());
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      launcher.execute(request(tests), listener);
      TestExecutionSummary summary = listener.getSummary();
      if (summary.getTotalFailureCount() > 0) {
        TestExecutionSummary.Failure failure = summary.getFailures().get(0);
        return new Kill(
            tests.getSimpleName() + ": " + failure.getTestIdentifier().getDisplayName(),
            String.valueOf(failure.getException().getMessage()),
            CpuTime.nanos() - begun,
            null);
      }
      if (summary.getTestsStartedCount() == 0) {
        throw new IllegalStateException(name + " holds no tests");
      }
    }
    return null;
  }

  private static LauncherDiscoveryRequest request(Class<?> tests) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(selectClass(tests))
        // jqwik remembers nothing, and does not print.
        .configurationParameter("jqwik.database", "")
        .configurationParameter("jqwik.reporting.onlyfailures", "true")
        .configurationParameter("jqwik.reporting.usejunitplatform", "true")
        .build();
  }
}
