package io.autotask.performance;

import java.util.Set;
import java.util.concurrent.Future;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The order of the packages, and what is not done anywhere. Each rule says why. */
class ArchitectureTests {

	private static final String ROOT = "io.autotask.performance";

	/** The only places that subscribe by hand, and why they have to. */
	private static final Set<String> MAY_SUBSCRIBE = Set.of(
			// A run belongs to no caller: whoever started it may have gone.
			ROOT + ".benchmark.BenchmarkSuite",
			// Reads ahead for nobody in particular.
			ROOT + ".cache.CacheWarmer",
			// Asks again for nobody in particular.
			ROOT + ".cache.Refreshing",
			// Tells other instances, and keeps for them, what no caller waits for.
			ROOT + ".cache.SecondLevel", ROOT + ".cache.redis.Upkeep",
			// A flight belongs to no caller, so no caller's subscription can carry it.
			ROOT + ".cache.SharedReads",
			// A wave belongs to no single reader.
			ROOT + ".client.relation.Gathering",
			// Each page is a request of its own, several at once, and one flow.
			ROOT + ".client.scan.ScanCalls", ROOT + ".client.scan.ScanRows",
			// A query that stands for several reads belongs to none of their callers.
			ROOT + ".optimizer.dispatch.Batch",
			// Reads Autotask's own count for nobody in particular.
			ROOT + ".optimizer.dispatch.ThresholdReads",
			// Ends a stream that nobody reads.
			ROOT + ".call.Answer$Stream",
			// Hears when the HTTP client gives a connection back.
			ROOT + ".monitor.pool.NettyConnections",
			// They read and write a body by themselves, to hand the rest of it on.
			ROOT + ".path.BodyReader", ROOT + ".path.MemoryRequest", ROOT + ".path.RequestCapture$Writer");

	private final JavaClasses main = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@Test
	void packagesAreFreeOfCycles() {
		check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().because("each can be read by itself"));
	}

	@Test
	void dependenciesPointOneWay() {
		check(layeredArchitecture().consideringOnlyDependenciesInLayers()
			.layer("call")
			.definedBy(ROOT + ".call..")
			.layer("query")
			.definedBy(ROOT + ".query..")
			.layer("cache")
			.definedBy(ROOT + ".cache..")
			.layer("optimizer")
			.definedBy(ROOT + ".optimizer..")
			.layer("monitor")
			.definedBy(ROOT + ".monitor..")
			.layer("path")
			.definedBy(ROOT + ".path..")
			.layer("client")
			.definedBy(ROOT + ".client..")
			.layer("metrics")
			.definedBy(ROOT + ".metrics..")
			.layer("benchmark")
			.definedBy(ROOT + ".benchmark..")
			.layer("insight")
			.definedBy(ROOT + ".insight..")
			.layer("facade")
			.definedBy(ROOT)
			.layer("actuate")
			.definedBy(ROOT + ".actuate..")
			.layer("autoconfigure")
			.definedBy(ROOT + ".autoconfigure..")
			.whereLayer("autoconfigure")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("actuate")
			.mayOnlyBeAccessedByLayers("autoconfigure")
			.whereLayer("facade")
			.mayOnlyBeAccessedByLayers("actuate", "autoconfigure")
			.whereLayer("metrics")
			.mayOnlyBeAccessedByLayers("facade", "actuate", "autoconfigure")
			.whereLayer("client")
			.mayOnlyBeAccessedByLayers("facade", "actuate", "autoconfigure")
			.whereLayer("benchmark")
			.mayOnlyBeAccessedByLayers("facade", "actuate", "autoconfigure")
			.whereLayer("insight")
			.mayOnlyBeAccessedByLayers("facade", "actuate", "autoconfigure")
			.whereLayer("path")
			.mayOnlyBeAccessedByLayers("client", "facade", "actuate", "autoconfigure")
			.whereLayer("cache")
			.mayOnlyBeAccessedByLayers("path", "client", "metrics", "insight", "facade", "actuate", "autoconfigure")
			.whereLayer("optimizer")
			.mayOnlyBeAccessedByLayers("path", "client", "insight", "facade", "actuate", "autoconfigure")
			.whereLayer("monitor")
			.mayOnlyBeAccessedByLayers("path", "client", "metrics", "facade", "actuate", "autoconfigure")
			.because("features do not know each other: they meet in the list of the path, and through listeners"));
	}

	@Test
	void librariesStayWhereTheyAreAtHome() {
		check(noClasses().that()
			.resideOutsideOfPackages(ROOT + ".cache..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("com.github.benmanes..")
			.because("what is cached how is the cache's matter"));
		check(noClasses().that()
			.resideOutsideOfPackages(ROOT + ".cache.redis..", ROOT + ".autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.data..", "io.lettuce..")
			.because("an application without Redis must start"));
		check(noClasses().that()
			.resideOutsideOfPackages(ROOT + ".actuate..", ROOT + ".autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.boot.actuate..")
			.because("an application without the actuator must start"));
		check(noClasses().that()
			.resideOutsideOfPackages(ROOT + ".autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.boot.autoconfigure..",
					"org.springframework.boot.context.properties..")
			.because("below it nobody knows properties: a mapper makes settings of them"));
		check(noClasses().that()
			.resideOutsideOfPackages(ROOT + ".metrics..", ROOT + ".autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.micrometer.core..")
			.because("meters are known to 'metrics' alone: an application without them must start"));
		check(noClasses().that()
			.doNotHaveFullyQualifiedName(ROOT + ".path.ClientObservation")
			.and()
			.doNotHaveFullyQualifiedName(ROOT + ".path.InnermostBuilder")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.micrometer.observation..")
			.because("the seam to the client's observation is one class"));
	}

	@Test
	void autoConfigurationsAreSeenAndTheirBeansAreNot() {
		check(classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.because("others order themselves by the class and touch nothing in it"));
		check(classes().that()
			.areAssignableTo(FailureAnalyzer.class)
			.should()
			.notBePublic()
			.because("they are found by name"));
	}

	@Test
	void nothingIsFoundByScanning() {
		check(noClasses().should()
			.beAnnotatedWith(Component.class)
			.orShould()
			.beAnnotatedWith(Service.class)
			.orShould()
			.beAnnotatedWith(ComponentScan.class)
			.because("a starter declares its beans"));
	}

	@Test
	void nobodyBlocks() {
		check(noClasses().should(callMethodWhere(describedAs("block", (call) -> {
			JavaClass owner = call.getTargetOwner();
			boolean reactive = owner.isAssignableTo(Mono.class) || owner.isAssignableTo(Flux.class);
			String name = call.getTarget().getName();
			return (reactive && (name.startsWith("block") || name.equals("toFuture") || name.equals("toIterable")))
					|| (owner.isEquivalentTo(Thread.class) && name.equals("sleep"));
		}))).because("an event loop serves everybody"));
		check(noClasses().that()
			.doNotHaveFullyQualifiedName(ROOT + ".cache.EntityCache")
			.should(callMethodWhere(describedAs("wait for a future",
					(call) -> call.getTargetOwner().isAssignableTo(Future.class)
							&& Set.of("join", "get").contains(call.getTarget().getName()))))
			.because("an event loop serves everybody; only Spring's 'Cache.get(key, loader)' has to return the value "
					+ "itself, to a method of the application that is not reactive"));
	}

	@Test
	void subscribingByHandIsTheExceptionThatSaysWhy() {
		check(noClasses().that(new com.tngtech.archunit.base.DescribedPredicate<JavaClass>("are not on the list") {

			@Override
			public boolean test(JavaClass type) {
				return !MAY_SUBSCRIBE.contains(type.getName());
			}

		}).should(callMethodWhere(describedAs("subscribe", (call) -> {
			JavaClass owner = call.getTargetOwner();
			return (owner.isAssignableTo(Mono.class) || owner.isAssignableTo(Flux.class))
					&& call.getTarget().getName().equals("subscribe");
		}))).because("cancellation and context are lost by it"));
	}

	@Test
	void timeIsReadInOnePlace() {
		check(noClasses().that()
			.haveNameNotMatching(".*\\.TimeSource(\\$\\d+)?")
			.should()
			.callMethod(System.class, "currentTimeMillis")
			.orShould()
			.callMethod(System.class, "nanoTime")
			.orShould()
			.callMethod(java.time.Instant.class, "now")
			.because("a test moves the clock"));
	}

	@Test
	void noStateIsStatic() {
		check(fields().that().areStatic().should(beFinal()).because("two contexts in one process share nothing"));
	}

	@Test
	void namesSayWhatAThingIs() {
		check(noClasses().that()
			.doNotHaveSimpleName("AutotaskCacheManager")
			.should()
			.haveNameMatching(".*(Manager|Utils?|Helper|Impl)$")
			.because("such names hide what a thing is; the one cache manager is what Spring calls it"));
	}

	private static ArchCondition<JavaField> beFinal() {
		return new ArchCondition<>("be final") {

			@Override
			public void check(JavaField field, ConditionEvents events) {
				events.add(new SimpleConditionEvent(field, field.getModifiers().contains(JavaModifier.FINAL),
						field.getFullName()));
			}

		};
	}

	private static <T> com.tngtech.archunit.base.DescribedPredicate<T> describedAs(String name,
			java.util.function.Predicate<? super T> predicate) {
		return new com.tngtech.archunit.base.DescribedPredicate<>(name) {

			@Override
			public boolean test(T value) {
				return predicate.test(value);
			}

		};
	}

	private void check(ArchRule rule) {
		rule.check(this.main);
	}

}
