package dev.animals.e2e.manifests;

import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * Evaluates the ingress rules of a NetworkPolicy as the API's documentation defines them,
 * because not every cluster has a network plug-in that enforces them.
 *
 * @param json the policy. Address blocks and named ports are not supported
 */
record NetworkPolicy(JsonNode json) {

	/**
	 * Returns whether a pod may open a connection to a pod that the policy selects.
	 * @param namespace the labels of the calling pod's namespace
	 * @param pod the labels of the calling pod
	 * @param port the port of the selected pod
	 */
	boolean lets(Map<String, String> namespace, Map<String, String> pod, int port) {
		return this.json.at("/spec/ingress")
			.valueStream()
			.anyMatch((rule) -> rule.required("from").valueStream().anyMatch((peer) -> selects(peer, namespace, pod))
					&& rule.required("ports")
						.valueStream()
						.anyMatch((listed) -> listed.required("port").intValue() == port));
	}

	private boolean selects(JsonNode peer, Map<String, String> namespace, Map<String, String> pod) {
		if (peer.has("ipBlock")) {
			throw new IllegalArgumentException("Address blocks are not supported: " + peer);
		}
		boolean sameNamespace = this.json.at("/metadata/namespace")
			.stringValue()
			.equals(namespace.get("kubernetes.io/metadata.name"));
		return (peer.has("namespaceSelector") ? matches(peer.required("namespaceSelector"), namespace) : sameNamespace)
				&& (!peer.has("podSelector") || matches(peer.required("podSelector"), pod));
	}

	private static boolean matches(JsonNode selector, Map<String, String> labels) {
		return selector.path("matchLabels")
			.propertyStream()
			.allMatch((label) -> label.getValue().stringValue().equals(labels.get(label.getKey())))
				&& selector.path("matchExpressions").valueStream().allMatch((expression) -> {
					String value = labels.get(expression.required("key").stringValue());
					boolean in = expression.path("values")
						.valueStream()
						.anyMatch((listed) -> listed.stringValue().equals(value));
					return switch (expression.required("operator").stringValue()) {
						case "In" -> in;
						case "NotIn" -> !in;
						case "Exists" -> value != null;
						case "DoesNotExist" -> value == null;
						default -> throw new IllegalArgumentException("Unknown operator: " + expression);
					};
				});
	}

}
