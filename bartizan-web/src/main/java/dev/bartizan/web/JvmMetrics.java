package dev.bartizan.web;

import com.sun.management.OperatingSystemMXBean;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleSupplier;

/** The process itself, under the names that Prometheus' own clients use. */
final class JvmMetrics {
  private static final Path STATUS = Path.of("/proc/self/status");

  private JvmMetrics() {}

  static void register(PrometheusRegistry registry) {
    var memory = ManagementFactory.getMemoryMXBean();
    GaugeWithCallback.builder()
        .name("jvm_memory_used_bytes")
        .help("Memory that is used")
        .labelNames("area")
        .callback(c -> memory(c, memory))
        .register(registry);
    CounterWithCallback.builder()
        .name("jvm_gc_collections_total")
        .help("Garbage collections")
        .labelNames("gc")
        .callback(c ->
            ManagementFactory.getGarbageCollectorMXBeans()
                .forEach(gc -> c.call((double) Math.max(0, gc.getCollectionCount()), gc.getName())))
        .register(registry);
    CounterWithCallback.builder()
        .name("jvm_gc_seconds_total")
        .help("Time spent in garbage collections")
        .labelNames("gc")
        .callback(c ->
            ManagementFactory.getGarbageCollectorMXBeans()
                .forEach(gc -> c.call(Math.max(0, gc.getCollectionTime()) / 1e3, gc.getName())))
        .register(registry);
    var threads = ManagementFactory.getThreadMXBean();
    gauge(registry, "jvm_threads_current", "Platform threads", threads::getThreadCount);
    gauge(registry, "process_resident_memory_bytes", "Resident memory", JvmMetrics::resident);
    var start = ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3;
    gauge(registry, "process_start_time_seconds", "Start, since the epoch", () -> start);
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      CounterWithCallback.builder()
          .name("process_cpu_seconds_total")
          .help("Processor time")
          .callback(c -> c.call(Math.max(0, system.getProcessCpuTime()) / 1e9))
          .register(registry);
    }
  }

  private static void memory(GaugeWithCallback.Callback c, MemoryMXBean memory) {
    c.call((double) memory.getHeapMemoryUsage().getUsed(), "heap");
    c.call((double) memory.getNonHeapMemoryUsage().getUsed(), "nonheap");
  }

  private static void gauge(
      PrometheusRegistry registry, String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(c -> c.call(value.getAsDouble()))
        .register(registry);
  }

  /** From the kernel's own account; 0 where there is none. */
  private static double resident() {
    try (var lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException _) {
      return 0;
    }
  }
}
