output "endpoint" {
  description = "Host and port of PostgreSQL."
  value       = aws_db_instance.this.endpoint
  sensitive   = true
}

output "secret_arn" {
  description = "Secret with user and password, which External Secrets reads."
  value       = aws_db_instance.this.master_user_secret[0].secret_arn
  sensitive   = true
}
