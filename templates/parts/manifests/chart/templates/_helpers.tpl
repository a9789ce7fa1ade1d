{{- define "service.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 54 | trimSuffix "-" -}}
{{- end -}}

{{- define "service.labels" -}}
app: {{ include "service.name" . }}
app.kubernetes.io/name: {{ include "service.name" . }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: heal7
backstage.io/kubernetes-id: {{ include "service.name" . }}
{{- end -}}

{{/* Flagger runs the stable version as <name>-primary; policies must cover both. */}}
{{- define "service.podSelector" -}}
matchExpressions:
  - key: app
    operator: In
    values:
      - {{ include "service.name" . }}
      - {{ include "service.name" . }}-primary
{{- end -}}

{{- define "service.stable" -}}
{{- if .Values.canary.enabled -}}
{{ include "service.name" . }}-primary
{{- else -}}
{{ include "service.name" . }}
{{- end -}}
{{- end -}}

{{- define "service.deployed" -}}
{{- if .Values.image.tag -}}true{{- end -}}
{{- end -}}

{{/* The tag, and the digest that CI wrote down for it. */}}
{{- define "service.image" -}}
{{- $digest := index .Values.image.digests .Values.image.tag -}}
{{ .Values.image.repository }}:{{ .Values.image.tag }}{{ if $digest }}@{{ $digest }}{{ end }}
{{- end -}}

{{- define "service.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop:
    - ALL
{{- end -}}

{{- define "service.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "service.secretEnv" -}}
{{- range .Values.secretEnv }}
- name: {{ . }}
  valueFrom:
    secretKeyRef:
      name: {{ include "service.name" $ }}-env
      key: {{ . }}
{{- end }}
{{- end -}}
