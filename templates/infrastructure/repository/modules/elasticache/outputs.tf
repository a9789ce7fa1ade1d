output "endpoint" {
  description = "Host of the primary; TLS on port 6379."
  value       = aws_elasticache_replication_group.this.primary_endpoint_address
  sensitive   = true
}
