output "cluster_name" {
  description = "Name of the cluster, as kubectl and Argo CD use it."
  value       = aws_eks_cluster.this.name
}

output "endpoint" {
  description = "Address of the cluster's API."
  value       = aws_eks_cluster.this.endpoint
}

output "certificate_authority" {
  description = "Certificate authority of the API, in base64."
  value       = aws_eks_cluster.this.certificate_authority[0].data
}

output "security_group_id" {
  description = "Security group of the nodes and the control plane."
  value       = aws_eks_cluster.this.vpc_config[0].cluster_security_group_id
}

output "oidc_provider_arn" {
  description = "For roles of service accounts."
  value       = aws_iam_openid_connect_provider.this.arn
}

output "load_balancer_controller_role_arn" {
  description = "Goes into the annotation of the controller's service account."
  value       = aws_iam_role.load_balancer.arn
}
