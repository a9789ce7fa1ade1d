output "eks_cluster_name" {
  description = "Name of the cluster."
  value       = module.eks.cluster_name
}

output "eks_endpoint" {
  description = "Address of the cluster's API."
  value       = module.eks.endpoint
}

output "eks_certificate_authority" {
  description = "Certificate authority of the API, in base64."
  value       = module.eks.certificate_authority
}

output "eks_oidc_provider_arn" {
  description = "For roles of service accounts."
  value       = module.eks.oidc_provider_arn
}

output "load_balancer_controller_role_arn" {
  description = "For the service account of the AWS Load Balancer Controller."
  value       = module.eks.load_balancer_controller_role_arn
}

output "public_subnet_ids" {
  description = "Subnets of the load balancers."
  value       = module.vpc.public_subnet_ids
}

output "node_cidrs" {
  description = "Addresses of the nodes, for peers and firewalls."
  value       = module.vpc.private_cidrs
}

output "rds_endpoint" {
  description = "Host and port of PostgreSQL."
  value       = module.rds.endpoint
  sensitive   = true
}

output "rds_secret_arn" {
  description = "Secret with user and password of PostgreSQL."
  value       = module.rds.secret_arn
  sensitive   = true
}

output "elasticache_endpoint" {
  description = "Host of Redis."
  value       = module.elasticache.endpoint
  sensitive   = true
}
