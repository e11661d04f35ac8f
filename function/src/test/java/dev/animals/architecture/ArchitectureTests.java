package dev.animals.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import dev.animals.AnimalsApplication;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The layers of the service. docs/explanation/architecture.md describes them for people.
 */
@AnalyzeClasses(packagesOf = AnimalsApplication.class,
		importOptions = { ImportOption.DoNotIncludeTests.class, ImportOption.DoNotIncludeJars.class })
class ArchitectureTests {

	@ArchTest
	static final ArchRule packagesDependOnlyOnTheLayersBelowThem = layeredArchitecture()
		.consideringOnlyDependenciesInAnyPackage("dev.animals..")
		.layer("application")
		.definedBy("dev.animals")
		.layer("http")
		.definedBy("dev.animals.http..")
		.layer("event")
		.definedBy("dev.animals.event..")
		.layer("inference")
		.definedBy("dev.animals.inference..")
		.layer("access")
		.definedBy("dev.animals.access..")
		.layer("hardexamples")
		.definedBy("dev.animals.hardexamples..")
		.layer("objects")
		.definedBy("dev.animals.objects..")
		.layer("metrics")
		.definedBy("dev.animals.metrics..")
		.layer("feedback")
		.definedBy("dev.animals.feedback..")
		.layer("model")
		.definedBy("dev.animals.model..")
		.layer("image")
		.definedBy("dev.animals.image..")
		.layer("vocabulary")
		.definedBy("dev.animals.vocabulary..")
		.layer("classification")
		.definedBy("dev.animals.classification..")
		.layer("rejection")
		.definedBy("dev.animals.rejection..")
		.whereLayer("application")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("http")
		.mayOnlyAccessLayers("event", "inference", "access", "hardexamples", "objects", "model", "vocabulary",
				"classification", "rejection")
		.whereLayer("inference")
		.mayOnlyAccessLayers("rejection")
		.whereLayer("access")
		.mayOnlyAccessLayers("rejection")
		.whereLayer("objects")
		.mayOnlyAccessLayers("rejection")
		.whereLayer("event")
		.mayOnlyAccessLayers("hardexamples", "metrics", "feedback", "model", "image", "vocabulary", "classification",
				"rejection")
		.whereLayer("hardexamples")
		.mayOnlyAccessLayers("classification")
		.whereLayer("metrics")
		.mayOnlyAccessLayers("feedback", "model", "image", "classification", "rejection")
		.whereLayer("feedback")
		.mayOnlyAccessLayers("rejection")
		.whereLayer("model")
		.mayOnlyAccessLayers("image", "classification")
		.whereLayer("image")
		.mayOnlyAccessLayers("rejection")
		.whereLayer("vocabulary")
		.mayOnlyAccessLayers("classification")
		.whereLayer("classification")
		.mayNotAccessAnyLayer()
		.whereLayer("rejection")
		.mayNotAccessAnyLayer();

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching("dev.animals.(*)..").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule onlyHttpKnowsServletsSpringMvcAndHttpHeaders = noClasses().that()
		.resideOutsideOfPackage("dev.animals.http..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("jakarta.servlet..", "org.springframework.http..", "org.springframework.web..",
				"org.springframework.boot.webmvc..", "org.apache.catalina..", "org.apache.james..",
				"io.cloudevents.http..");

	@ArchTest
	static final ArchRule onlyModelKnowsDjlAndNativeLibrariesOfItsEngines = noClasses().that()
		.resideOutsideOfPackage("dev.animals.model..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("ai.djl..", "ai.onnxruntime..", "com.sun.jna..");

	@ArchTest
	static final ArchRule onlyImageKnowsImageReaders = noClasses().that()
		.resideOutsideOfPackage("dev.animals.image..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("javax.imageio..", "java.awt..", "com.twelvemonkeys..");

	@ArchTest
	static final ArchRule onlyFeedbackAndAccessKnowJsonWebTokens = noClasses().that()
		.resideOutsideOfPackages("dev.animals.feedback..", "dev.animals.access..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("com.nimbusds..");

}
