package dev.animals.e2e.logging;

import java.io.IOException;
import java.util.Map;

import dev.animals.e2e.Answers;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;
import dev.animals.photos.Photos;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves that {@code OUTPUTS=elasticsearch} writes a log line with Elasticsearch's bulk
 * protocol. Instead of Elasticsearch, a second VictoriaLogs receives it, which accepts
 * that protocol and stores the fields of a document unchanged.
 */
@Tag("logs")
@Tag("elasticsearch")
class ElasticsearchTests {

	@RegisterExtension
	static final Logging logging = new Logging("logging-elasticsearch");

	@RegisterExtension
	static final Environment environment = new Environment("elasticsearch");

	@BeforeAll
	static void ship() throws IOException {
		String image = logging.kubectl("get", "statefulset", "animals-victoria-logs", "-o",
				"jsonpath={.spec.template.spec.containers[0].image}");
		environment.write("receiver.yaml", receiver(image));
		logging.kubectl("apply", "-f", environment.folder().resolve("receiver.yaml").toString());
		logging.kubectl("wait", "pod/elasticsearch", "--for=condition=Ready", "--timeout=120s");
		logging.kubectl("create", "secret", "generic", "elasticsearch",
				"--from-literal=url=http://elasticsearch:9200/insert/elasticsearch", "--from-literal=api-key=any");
		logging.make("logging", "OUTPUTS=elasticsearch").succeeded();
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
	}

	@Test
	void writesADocumentWithTheFieldsOfTheLine() {
		JsonNode answer = Answers.MAPPER.readTree(environment.users().classify(Photos.koala()).body());
		String prediction = answer.required("id").stringValue();

		JsonNode document = logging.awaitOneLine("elasticsearch:9200",
				"\"attributes.prediction.id\":=\"%s\"".formatted(prediction));

		JsonNode line = logging.awaitOneLine("\"prediction.id\":=\"%s\"".formatted(prediction));
		Map.of("body.text", "_msg", //
				"trace_id", "trace.id", //
				"severity_text", "log.level", //
				"attributes.prediction.label", "prediction.label", //
				"resource.attributes.k8s.namespace.name", "kubernetes.pod_namespace", //
				"resource.attributes.k8s.pod.name", "kubernetes.pod_name", //
				"resource.attributes.faas.version", "kubernetes.pod_labels.serving.knative.dev/revision")
			.forEach(
					(field, sameAs) -> assertThat(document.required(field)).as(field).isEqualTo(line.required(sameAs)));
		assertThat(document.required("data_stream.dataset").stringValue()).isEqualTo("animals.otel");
	}

	private static String receiver(String image) {
		return """
				apiVersion: v1
				kind: Pod
				metadata: {name: elasticsearch, namespace: %1$s, labels: {app: elasticsearch}}
				spec:
				  automountServiceAccountToken: false
				  containers:
				  - name: receiver
				    image: %2$s
				    args: ["-httpListenAddr=:9200", "-storageDataPath=/data"]
				    securityContext: {runAsUser: 10001, runAsNonRoot: true}
				    volumeMounts: [{name: data, mountPath: /data}]
				  securityContext: {fsGroup: 10001}
				  volumes: [{name: data, emptyDir: {}}]
				---
				apiVersion: v1
				kind: Service
				metadata: {name: elasticsearch, namespace: %1$s}
				spec:
				  selector: {app: elasticsearch}
				  ports: [{port: 9200}]
				""".formatted(logging.namespace(), image);
	}

}
