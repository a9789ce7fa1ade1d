{{/* Labels of everything; call with a dict of root and component. */}}
{{- define "observability.labels" -}}
app.kubernetes.io/name: {{ .component }}
app.kubernetes.io/part-of: observability
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
backstage.io/kubernetes-id: observability
heal7.io/environment: {{ .root.Values.environment | quote }}
{{- end }}

{{/* What the restricted Pod Security Standard asks of a container. */}}
{{- define "observability.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{/* Storage of Jaeger, the same for writing and reading. */}}
{{- define "observability.jaegerStorage" -}}
jaeger_storage:
  backends:
    elasticsearch:
      elasticsearch:
        server_urls: [https://heal7-es-http:9200]
        auth:
          basic:
            username: jaeger
            password: ${env:ES_PASSWORD}
        tls:
          ca_file: /certificates/ca.crt
        indices:
          index_prefix: jaeger
          spans:
            date_layout: '2006-01-02'
            rollover_frequency: day
            shards: 3
            replicas: 1
          services:
            date_layout: '2006-01-02'
            rollover_frequency: day
            shards: 1
            replicas: 1
{{- end }}
